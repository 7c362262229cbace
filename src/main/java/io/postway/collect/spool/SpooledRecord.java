package io.postway.collect.spool;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it goes to its topic.
 *
 * @param topic the whole name
 * @param key null: none
 * @param value exactly the bytes that were, or will be, sent
 * @param sent whether it was given to Kafka before, and may have arrived although nobody acknowledged it
 */
record SpooledRecord(
        UUID id, Instant receivedAt, String topic, @Nullable String key, byte[] value, boolean sent) {

    SpooledRecord afterSending() {
        return new SpooledRecord(id, receivedAt, topic, key, value, true);
    }

    @Override
    public String toString() {
        return "SpooledRecord[" + id + ", " + topic + "]";
    }
}
