package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The name of a tracker in callbacks: a link's own token, or that of one of its sub-levels.
 *
 * <p>A sub-level's is 8 lowercase letters and digits (41 bits), derived from the link's token and the levels' names
 * alone: the same on every instance and in replay, and unchanged when the link gets another name.
 */
public record TrackerToken(@JsonValue String value) {

    private static final int LENGTH = 8;
    private static final BigInteger BASE = BigInteger.valueOf(36);

    @JsonCreator
    public TrackerToken {
        Tokens.require(isToken(value), "a tracker token is 6 to 8 lowercase letters and digits");
    }

    /** Whether {@code text} can be a tracker's token at all. */
    public static boolean isToken(String text) {
        return Tokens.isLowercase(text, 6, 8);
    }

    static TrackerToken of(LinkToken link) {
        return new TrackerToken(link.value());
    }

    /** @param levels campaign, adgroup, creative, as far as they go; none: the link itself */
    static TrackerToken of(LinkToken link, List<String> levels) {
        if (levels.isEmpty()) {
            return of(link);
        }
        var seed = new StringBuilder(link.value());
        for (String level : levels) {
            // Its length before each name: no two lists of names make one text.
            seed.append('|')
                    .append(level.getBytes(StandardCharsets.UTF_8).length)
                    .append('|')
                    .append(level);
        }
        var number = new BigInteger(1, Sha256.of(seed.toString())).mod(BASE.pow(LENGTH));
        var digits = number.toString(BASE.intValue());
        return new TrackerToken("0".repeat(LENGTH - digits.length()) + digits);
    }

    @Override
    public String toString() {
        return value;
    }
}
