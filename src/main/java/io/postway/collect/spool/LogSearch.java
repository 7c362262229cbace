package io.postway.collect.spool;

import io.postway.runtime.OwnPositions;
import io.postway.runtime.UnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Finds out which records are on their topics already, by reading those once. */
final class LogSearch {

    private static final Duration POLL = Duration.ofMillis(200);

    /** After so long without a single record the partitions are not being read, whatever Kafka says. */
    private static final Duration STANDSTILL = Duration.ofSeconds(20);

    /** Where a topic's times are its broker's, whose clock may be behind ours. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private final ConsumerFactory<String, byte[]> consumers;
    private final String group;

    /** @param group as Kafka's quotas and permissions name the reader */
    LogSearch(ConsumerFactory<String, byte[]> consumers, String group) {
        this.consumers = consumers;
        this.group = group;
    }

    /**
     * Which of {@code records} are there. Only these are held in memory, however much the topics hold.
     *
     * @throws UnavailableException if the topics could not be read to their end
     */
    Set<UUID> find(List<SpooledRecord> records) {
        if (records.isEmpty()) {
            return Set.of();
        }
        // A value holds its id, so equal values are one record.
        var wanted = new HashMap<ByteBuffer, UUID>();
        records.forEach(entry -> wanted.put(ByteBuffer.wrap(entry.value()), entry.id()));
        // Our records are in no transaction, and those of others must not hold us up.
        try (var consumer =
                consumers.createConsumer(group, null, null, OwnPositions.reading(IsolationLevel.READ_UNCOMMITTED))) {
            var ends = seek(consumer, records);
            return read(consumer, ends, wanted);
        }
    }

    /** Places the consumer before the first record that can be one of ours, and says where it ends. */
    private static Map<TopicPartition, Long> seek(Consumer<String, byte[]> consumer, List<SpooledRecord> records) {
        var from = records.stream()
                .map(SpooledRecord::receivedAt)
                .min(Instant::compareTo)
                .orElseThrow()
                .minus(CLOCKS_APART);
        var partitions = records.stream()
                .map(SpooledRecord::topic)
                .distinct()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toMap(partition -> partition, any -> from.toEpochMilli()));
        consumer.assign(partitions.keySet());
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(partitions);
        var ends = new HashMap<>(consumer.endOffsets(partitions.keySet()));
        // None where nothing is as young.
        ends.keySet().removeIf(partition -> starts.get(partition) == null);
        consumer.assign(ends.keySet());
        ends.keySet().forEach(partition -> {
            var start = starts.get(partition);
            consumer.seek(partition, start == null ? 0 : start.offset());
        });
        return ends;
    }

    private static Set<UUID> read(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Map<ByteBuffer, UUID> wanted) {
        var found = new HashSet<UUID>();
        var lastProgress = System.nanoTime();
        while (found.size() < wanted.size() && !isAtEnd(consumer, ends)) {
            var entries = consumer.poll(POLL);
            entries.forEach(entry -> {
                var id = entry.value() == null ? null : wanted.get(ByteBuffer.wrap(entry.value()));
                if (id != null) {
                    found.add(id);
                }
            });
            if (!entries.isEmpty()) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > STANDSTILL.toNanos()) {
                throw new UnavailableException("the topics could not be read to their end");
            }
        }
        return found;
    }

    private static boolean isAtEnd(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
