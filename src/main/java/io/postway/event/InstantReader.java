package io.postway.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Reads times as Jackson does, but those that {@link Instant#toString} wrote without a formatter: a device alone holds
 * half a dozen, and parsing them took a tenth of a stage's time.
 */
final class InstantReader extends StdScalarDeserializer<Instant> {

    /** The places of {@code 2026-11-22T10:11:12Z}, with or without a fraction of 1 to 9 digits before the Z. */
    private static final String PLACES = "dddd-dd-ddTdd:dd:dd";

    private static final int MAX_LENGTH = PLACES.length() + ".123456789Z".length();
    private static final int NANOS_DIGITS = 9;

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        var own = json.hasToken(JsonToken.VALUE_STRING) ? parse(json.getString()) : null;
        return own == null ? InstantDeserializer.INSTANT.deserialize(json, context) : own;
    }

    /** Null: it is written in another way, or is no time. */
    static @Nullable Instant parse(String text) {
        var end = text.length() - 1;
        if (!hasPlaces(text, end)) {
            return null;
        }
        try {
            var date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            var time = LocalTime.of(
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19),
                    nanos(text, PLACES.length(), end));
            return date.atTime(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasPlaces(String text, int end) {
        if (end < PLACES.length() || end >= MAX_LENGTH || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            var character = text.charAt(i);
            var expected = i < PLACES.length() ? PLACES.charAt(i) : i == PLACES.length() ? '.' : 'd';
            if (expected == 'd' ? character < '0' || character > '9' : character != expected) {
                return false;
            }
        }
        return end != PLACES.length() + 1;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static int nanos(String text, int point, int end) {
        if (point == end) {
            return 0;
        }
        var nanos = number(text, point + 1, end);
        for (int digits = end - point - 1; digits < NANOS_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }
}
