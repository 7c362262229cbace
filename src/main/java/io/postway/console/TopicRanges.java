package io.postway.console;

import io.postway.event.Topic;
import io.postway.runtime.OwnPositions;
import io.postway.runtime.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads stretches of topics as they stand now, committed records only. It serves one request on one thread, and throws
 * {@link UnavailableException} where Kafka does not answer.
 */
final class TopicRanges implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private static final String FETCH_MILLIS = "10";

    /** How long Kafka may take to say where something stands. */
    private static final Duration QUESTION = Duration.ofSeconds(5);

    private final Consumer<String, byte[]> consumer;
    private final long giveUpAt;

    /** @param patience how long all reading may take */
    TopicRanges(ConsumerFactory<String, byte[]> consumers, Duration patience) {
        this.giveUpAt = System.nanoTime() + patience.toNanos();
        this.consumer = consumers.createConsumer(null, null, "search", overrides());
    }

    private static Properties overrides() {
        var overrides = OwnPositions.reading(IsolationLevel.READ_COMMITTED);
        // By default the broker waits half a second for what may come next, and closing waits for the broker.
        overrides.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MILLIS);
        return overrides;
    }

    /** In the order of their numbers, which begin with 0. */
    List<TopicPartition> partitions(Topic<?> topic) {
        return ask(() -> consumer.partitionsFor(topic.name(), QUESTION)).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** All that stands there. */
    Map<TopicPartition, OffsetRange> all(Collection<TopicPartition> partitions) {
        return upTo(ends(partitions), ask(() -> consumer.beginningOffsets(partitions, QUESTION)));
    }

    /** From the first record that is as young as {@code from}. */
    Map<TopicPartition, OffsetRange> since(Collection<TopicPartition> partitions, Instant from) {
        return upTo(ends(partitions), firstSince(partitions, from));
    }

    /** The same, up to the first record that is younger than {@code until}; older ones may come after it. */
    Map<TopicPartition, OffsetRange> between(Collection<TopicPartition> partitions, Instant from, Instant until) {
        var ends = ends(partitions);
        ends.putAll(firstSince(partitions, until.plusMillis(1)));
        return upTo(ends, firstSince(partitions, from));
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        // Kafka's client warns of answers about partitions that are not its own.
        consumer.assign(partitions);
        return new HashMap<>(ask(() -> consumer.endOffsets(partitions, QUESTION)));
    }

    /** Those that have a record as young as that. */
    private Map<TopicPartition, Long> firstSince(Collection<TopicPartition> partitions, Instant time) {
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), one -> time.toEpochMilli()));
        var found = ask(() -> consumer.offsetsForTimes(wanted, QUESTION));
        var first = new HashMap<TopicPartition, Long>();
        found.forEach((partition, place) -> Optional.ofNullable(place)
                .map(OffsetAndTimestamp::offset)
                .ifPresent(offset -> first.put(partition, offset)));
        return first;
    }

    private static Map<TopicPartition, OffsetRange> upTo(
            Map<TopicPartition, Long> ends, Map<TopicPartition, Long> begins) {
        return ends.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> new OffsetRange(begins.getOrDefault(end.getKey(), end.getValue()), end.getValue())));
    }

    /** Hands over every record of {@code ranges}, in order by partition; false: the time was over before the end. */
    boolean read(
            Map<TopicPartition, OffsetRange> ranges, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        var open = new HashMap<>(ranges);
        open.values().removeIf(OffsetRange::isEmpty);
        consumer.assign(open.keySet());
        consumer.resume(open.keySet());
        open.forEach((partition, range) -> consumer.seek(partition, range.from()));
        while (!open.isEmpty()) {
            if (System.nanoTime() - giveUpAt > 0) {
                return false;
            }
            for (var entry : ask(() -> consumer.poll(POLL))) {
                var range = open.get(new TopicPartition(entry.topic(), entry.partition()));
                if (range != null && entry.offset() < range.to()) {
                    each.accept(entry);
                }
            }
            open.entrySet()
                    .removeIf(one -> position(one.getKey()) >= one.getValue().to());
            consumer.pause(consumer.assignment().stream()
                    .filter(one -> !open.containsKey(one))
                    .toList());
        }
        return true;
    }

    private long position(TopicPartition partition) {
        return ask(() -> consumer.position(partition, QUESTION));
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new UnavailableException("Kafka cannot be read at the moment", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
