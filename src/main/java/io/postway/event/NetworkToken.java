package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An ad network's secret path on {@code /skadnetwork/{token}}: 8 to 64 letters and digits. It is the only credential of
 * a postback's sender, so it is never printed.
 */
public record NetworkToken(@JsonValue String value) {

    private static final int FINGERPRINT_DIGITS = 16;

    @JsonCreator
    public NetworkToken {
        Tokens.require(isToken(value), "a network token is 8 to 64 letters and digits");
    }

    /** Whether {@code text} can be a network's token at all. */
    public static boolean isToken(String text) {
        return Tokens.isAnyCase(text, 8, 64);
    }

    /** The SHA-256 of the token, in hexadecimal digits: comparing that tells nobody how much of a guess was right. */
    public String hash() {
        return Sha256.hex(Sha256.of(value));
    }

    /** Tells networks apart without letting anybody post as one: the first 64 bits of the hash. */
    public String fingerprint() {
        return hash().substring(0, FINGERPRINT_DIGITS);
    }

    @Override
    public String toString() {
        return "NetworkToken[" + value.length() + " characters]";
    }
}
