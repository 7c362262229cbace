package io.postway.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as they came, kept whole up to 64 KB; of more, a prefix, the length and the SHA-256 of all.
 *
 * @param bytes the first 64 KB at most, base64 in JSON
 * @param length of all that came, in bytes
 * @param sha256 of all that came, in hexadecimal digits; null when {@code bytes} are all
 */
public record RawBytes(byte[] bytes, long length, @Nullable String sha256) {

    /** How many bytes are kept: 64 KB, the size of the largest body that a postback may have. */
    public static final int MAX_BYTES = 64 * 1024;

    public static RawBytes of(byte[] all) {
        if (all.length <= MAX_BYTES) {
            return new RawBytes(all, all.length, null);
        }
        return new RawBytes(Arrays.copyOf(all, MAX_BYTES), all.length, Sha256.hex(Sha256.of(all)));
    }

    /** The same, of which no more than {@code max} bytes are shown. */
    public RawBytes upTo(int max) {
        return bytes.length <= max
                ? this
                : new RawBytes(
                        Arrays.copyOf(bytes, max), length, sha256 == null ? Sha256.hex(Sha256.of(bytes)) : sha256);
    }

    @Override
    public String toString() {
        return "RawBytes[" + length + " bytes]";
    }
}
