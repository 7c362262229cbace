package io.postway.collect.spool;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Records that a test can tell apart. */
final class SpooledRecords {

    static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    private SpooledRecords() {}

    /** The {@code number}th, received so many seconds after {@link #START}. */
    static SpooledRecord record(int number) {
        var id = new UUID(7, number);
        var value = "{\"id\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
        return new SpooledRecord(id, START.plusSeconds(number), "postway.activities", "shop", value, false);
    }

    /** One whose value takes so many bytes. */
    static SpooledRecord large(int number, int bytes) {
        var small = record(number);
        return new SpooledRecord(
                small.id(), small.receivedAt(), small.topic(), small.key(), new byte[bytes], small.sent());
    }
}
