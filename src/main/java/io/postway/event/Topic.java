package io.postway.event;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A topic's name and what it holds, so that no serde is named anywhere else. Keys are UTF-8 text, values JSON.
 *
 * @param name the whole name, prefix included
 * @param type what a value is
 * @param partitions how many, where that is part of the contract; null: as configured
 * @param keyed whether the order by key matters, so that a changed number of partitions would break what is stored
 * @param retention how long records are kept; null: for ever
 * @param compacted whether only the last record of each key is kept
 */
public record Topic<V>(
        String name,
        Class<V> type,
        @Nullable Integer partitions,
        boolean keyed,
        @Nullable Duration retention,
        boolean compacted) {

    /**
     * The largest record: a session of 1 MB is an activity, becomes part of an attributed record, and in JSON a
     * character can take six bytes. Kafka's own limit of 1 MB would refuse what our door accepts.
     */
    public static final int MAX_RECORD_BYTES = 8 << 20;

    /** What is refused is written by strangers, so its room is bounded, too. */
    private static final long MAX_UNKEYED_PARTITION_BYTES = 1L << 30;

    /** How many bytes a partition may hold besides the bound of time; none: as many as come. */
    public Optional<Long> maxPartitionBytes() {
        return keyed ? Optional.empty() : Optional.of(MAX_UNKEYED_PARTITION_BYTES);
    }

    public byte[] write(V value) {
        return Json.MAPPER.writeValueAsBytes(value);
    }

    /** @throws tools.jackson.core.JacksonException if {@code bytes} are not such a value */
    public V read(byte[] bytes) {
        return Json.readOwn(bytes, type);
    }
}
