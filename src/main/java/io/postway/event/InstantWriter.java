package io.postway.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes times as {@link Instant#toString} does, without its formatter; see {@link InstantReader}. */
final class InstantWriter extends StdScalarSerializer<Instant> {

    /** Years of four digits, which have no sign. */
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    InstantWriter() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
        json.writeString(text(time));
    }

    static String text(Instant time) {
        var second = time.getEpochSecond();
        // A local time leaves out seconds where there are none.
        if (second < FIRST || second > LAST || second % 60 == 0) {
            return time.toString();
        }
        return LocalDateTime.ofEpochSecond(second, time.getNano(), ZoneOffset.UTC) + "Z";
    }
}
