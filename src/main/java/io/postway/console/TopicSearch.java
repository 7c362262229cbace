package io.postway.console;

import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.runtime.OwnPositions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
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

    private static final Duration POLL = Duration.ofMillis(200);

    private final UUID id;
    private final Instant at;
    private final String text;
    private final Consumer<String, byte[]> consumer;
    private final long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    private boolean complete = true;

    TopicSearch(ConsumerFactory<String, byte[]> consumers, UUID id) {
        this.id = id;
        this.at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        this.text = id.toString();
        this.consumer =
                consumers.createConsumer(null, null, "search", OwnPositions.reading(IsolationLevel.READ_COMMITTED));
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
        var partitions = consumer.partitionsFor(topic.name());
        var partition = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions.size();
        return search(topic, List.of(new TopicPartition(topic.name(), partition)), at.plus(AFTER));
    }

    <V extends Stamped> List<V> everywhere(Topic<V> topic) {
        return search(topic, all(topic), at.plus(AFTER));
    }

    /** For what may have come days later. */
    <V extends Stamped> List<V> toTheEnd(Topic<V> topic) {
        return search(topic, all(topic), Instant.MAX);
    }

    private List<TopicPartition> all(Topic<?> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
    }

    private <V extends Stamped> List<V> search(Topic<V> topic, Collection<TopicPartition> partitions, Instant until) {
        var from = at.minus(BEFORE).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(Function.identity(), one -> from)));
        var open = new HashMap<>(consumer.endOffsets(partitions));
        // Where nothing is as young as that, there is nothing to look through.
        open.keySet().removeIf(partition -> starts.get(partition) == null);
        consumer.assign(open.keySet());
        starts.forEach(this::seek);
        var found = new ArrayList<V>();
        while (!open.isEmpty()) {
            if (System.nanoTime() > giveUpAt) {
                complete = false;
                return found;
            }
            for (ConsumerRecord<String, byte[]> entry : consumer.poll(POLL)) {
                read(topic, entry, found);
                if (isAfter(entry.timestamp(), until)) {
                    open.remove(new TopicPartition(entry.topic(), entry.partition()));
                }
            }
            open.entrySet().removeIf(one -> consumer.position(one.getKey()) >= one.getValue());
            consumer.pause(consumer.assignment().stream()
                    .filter(one -> !open.containsKey(one))
                    .toList());
        }
        return found;
    }

    private void seek(TopicPartition partition, @Nullable OffsetAndTimestamp start) {
        if (start != null) {
            consumer.seek(partition, start.offset());
        }
    }

    private static boolean isAfter(long millis, Instant until) {
        return Instant.ofEpochMilli(millis).isAfter(until);
    }

    private <V extends Stamped> void read(Topic<V> topic, ConsumerRecord<String, byte[]> entry, List<V> found) {
        if (entry.value() == null || !contains(entry.value())) {
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

    /** Whether it can be worth parsing: one in ten thousand is. The id is plain ASCII, whatever else is not. */
    private boolean contains(byte[] value) {
        return new String(value, StandardCharsets.ISO_8859_1).contains(text);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
