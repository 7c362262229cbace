package io.postway.market;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Times as the rules compare them: in whole seconds, cut off. */
final class Times {

    /** Clocks differ: what is this much too early happened at the same moment. */
    private static final long TOLERANCE_SECONDS = 5;

    private Times() {}

    /** How much later than {@code earlier}, in seconds; negative: it was not earlier at all. */
    static long age(Instant later, Instant earlier) {
        var seconds = later.getEpochSecond() - earlier.getEpochSecond();
        return seconds < 0 && seconds >= -TOLERANCE_SECONDS ? 0 : seconds;
    }

    /** How far apart, whichever came first. */
    static long distance(Instant one, Instant other) {
        return Math.abs(one.getEpochSecond() - other.getEpochSecond());
    }

    static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant read(JsonNode record, String field) {
        return Instant.parse(record.path(field).asString());
    }
}
