package io.postway.settings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A record of the settings log, and as a line of its copy: offset, CRC-32 of everything else in the line, value in
 * base64.
 *
 * @param value null: somebody else wrote a record without one
 */
record CopiedRecord(long offset, byte @Nullable [] value) {

    private static final String NO_VALUE = "-";

    String line() {
        var text = value == null ? NO_VALUE : Base64.getEncoder().encodeToString(value);
        return offset + " " + checksum(offset + " " + text) + " " + text;
    }

    /** None: it is no such line, or not as it was written. */
    static Optional<CopiedRecord> parse(String line) {
        var parts = line.split(" ", -1);
        if (parts.length != 3 || !checksum(parts[0] + " " + parts[2]).equals(parts[1])) {
            return Optional.empty();
        }
        var value = parts[2].equals(NO_VALUE) ? null : Base64.getDecoder().decode(parts[2]);
        return Optional.of(new CopiedRecord(Long.parseLong(parts[0]), value));
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
