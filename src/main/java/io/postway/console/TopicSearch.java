package io.postway.console;

import io.postway.event.Stamped;
import io.postway.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import tools.jackson.core.JacksonException;

/**
 * Finds what one request led to. Its id is a UUIDv7 and so tells the millisecond in which the door gave it, which is
 * also its records' time; Kafka knows where in a topic a time begins. So no index is needed, and any instance can look.
 */
final class TopicSearch implements AutoCloseable {

    /** Two instances' clocks differ; and an event may wait ten minutes before it is decided, its time unchanged. */
    private static final Duration BEFORE = Duration.ofSeconds(5);

    private static final Duration AFTER = Duration.ofMinutes(15);

    /** How long all of a search may take: beyond it the answer says that it is not complete. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final UUID id;
    private final Instant at;
    private final List<String> text;
    private final TopicRanges ranges;
    private boolean complete = true;

    TopicSearch(TopicReaders readers, UUID id) {
        this.id = id;
        this.at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        this.text = List.of(id.toString());
        this.ranges = readers.open(PATIENCE);
    }

    /** Whether {@code id} tells when it was given: only then can what bears it be looked up. */
    static boolean canFind(UUID id) {
        return id.version() == 7;
    }

    UUID id() {
        return id;
    }

    boolean isComplete() {
        return complete;
    }

    /** In the partition of {@code key}. */
    <V extends Stamped> List<V> of(Topic<V> topic, String key) {
        var partitions = ranges.partitions(topic);
        var number = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions.size();
        return search(topic, near(List.of(partitions.get(number))));
    }

    <V extends Stamped> List<V> everywhere(Topic<V> topic) {
        return search(topic, near(ranges.partitions(topic)));
    }

    /** For what may have come days later. */
    <V extends Stamped> List<V> toTheEnd(Topic<V> topic) {
        return search(topic, ranges.since(ranges.partitions(topic), at.minus(BEFORE)));
    }

    private Map<TopicPartition, OffsetRange> near(List<TopicPartition> partitions) {
        return ranges.between(partitions, at.minus(BEFORE), at.plus(AFTER));
    }

    private <V extends Stamped> List<V> search(Topic<V> topic, Map<TopicPartition, OffsetRange> where) {
        var found = new ArrayList<V>();
        complete &= ranges.read(where, entry -> read(topic, entry, found));
        return found;
    }

    private <V extends Stamped> void read(Topic<V> topic, ConsumerRecord<String, byte[]> entry, List<V> found) {
        // One in ten thousand is worth parsing.
        if (!RecordBytes.contain(entry.value(), text)) {
            return;
        }
        try {
            var value = topic.read(entry.value());
            if (value.id().equals(id)) {
                found.add(value);
            }
        } catch (JacksonException e) {
            // Not one of our records: not what we look for.
        }
    }

    @Override
    public void close() {
        ranges.close();
    }
}
