package io.postway.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/** A topic that can be written to and read again and again, a few records at a time. */
final class TopicInMemory implements ConsumerFactory<String, byte[]> {

    private static final int MAX_POLLED = 7;

    private final String name;
    private final List<List<ConsumerRecord<String, byte[]>>> partitions;

    TopicInMemory(String name, int partitions) {
        this.name = name;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(i -> new ArrayList<ConsumerRecord<String, byte[]>>())
                .collect(Collectors.toList());
    }

    void add(int partition, Instant time, byte[] value) {
        var records = partitions.get(partition);
        var place = new ConsumerRecord<String, byte[]>(name, partition, records.size(), "key", value);
        records.add(new ConsumerRecord<>(
                name,
                partition,
                place.offset(),
                time.toEpochMilli(),
                place.timestampType(),
                0,
                value.length,
                "key",
                value,
                place.headers(),
                place.leaderEpoch()));
    }

    TopicRanges open() {
        return new TopicRanges(this, Duration.ofSeconds(5));
    }

    @Override
    public Consumer<String, byte[]> createConsumer(
            @Nullable String group, @Nullable String prefix, @Nullable String suffix, @Nullable Properties properties) {
        return new Reader();
    }

    @Override
    public boolean isAutoCommit() {
        return false;
    }

    private final class Reader extends MockConsumer<String, byte[]> {

        Reader() {
            super("earliest");
            var places = IntStream.range(0, partitions.size())
                    .mapToObj(i -> new TopicPartition(name, i))
                    .toList();
            updatePartitions(
                    name,
                    places.stream()
                            .map(one -> new PartitionInfo(name, one.partition(), null, null, null))
                            .toList());
            updateBeginningOffsets(places.stream().collect(Collectors.toMap(one -> one, one -> 0L)));
            updateEndOffsets(places.stream().collect(Collectors.toMap(one -> one, one ->
                    (long) partitions.get(one.partition()).size())));
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            var polled = new HashMap<TopicPartition, List<ConsumerRecord<String, byte[]>>>();
            assignment().stream().filter(one -> !paused().contains(one)).forEach(one -> {
                var records = partitions.get(one.partition());
                var from = (int) position(one);
                var some = records.subList(from, Math.min(records.size(), from + MAX_POLLED));
                seek(one, (long) from + some.size());
                polled.put(one, some);
            });
            return new ConsumerRecords<>(polled, Map.<TopicPartition, OffsetAndMetadata>of());
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration timeout) {
            var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
            times.forEach((place, time) -> partitions.get(place.partition()).stream()
                    .filter(one -> one.timestamp() >= time)
                    .findFirst()
                    .ifPresent(one -> found.put(place, new OffsetAndTimestamp(one.offset(), one.timestamp()))));
            return found;
        }
    }
}
