package io.postway.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes times as {@link Instant#toString} does, in half the time; see {@link InstantReader}. */
final class InstantWriter extends StdScalarSerializer<Instant> {

    /** Years of four digits, which have no sign. */
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final byte[] PLACES = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);

    private static final int POINT = 19;
    private static final int NANOS_DIGITS = 9;
    private static final long SECONDS_PER_DAY = ChronoUnit.DAYS.getDuration().toSeconds();

    InstantWriter() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
        json.writeString(text(time));
    }

    static String text(Instant time) {
        var second = time.getEpochSecond();
        if (second < FIRST || second > LAST) {
            return time.toString();
        }
        var text = PLACES.clone();
        writeDate(text, LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY)));
        writeTime(text, LocalTime.ofSecondOfDay(Math.floorMod(second, SECONDS_PER_DAY)));
        var end = writeFraction(text, time.getNano());
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    private static void writeDate(byte[] text, LocalDate date) {
        write(text, 0, 4, date.getYear());
        write(text, 5, 2, date.getMonthValue());
        write(text, 8, 2, date.getDayOfMonth());
    }

    private static void writeTime(byte[] text, LocalTime time) {
        write(text, 11, 2, time.getHour());
        write(text, 14, 2, time.getMinute());
        write(text, 17, 2, time.getSecond());
    }

    /** In 3, 6 or 9 digits, or none at all; returns where it ends. */
    private static int writeFraction(byte[] text, int nanos) {
        if (nanos == 0) {
            return POINT;
        }
        var fraction = nanos;
        var digits = NANOS_DIGITS;
        while (fraction % 1_000 == 0) {
            fraction /= 1_000;
            digits -= 3;
        }
        write(text, POINT + 1, digits, fraction);
        return POINT + 1 + digits;
    }

    private static void write(byte[] text, int from, int digits, int number) {
        var rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
