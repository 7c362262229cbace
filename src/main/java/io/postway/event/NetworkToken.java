package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An ad network's secret path on {@code /skadnetwork/{token}}: 8 to 64 letters and digits. It is the only credential of
 * a postback's sender, so it is never printed.
 */
public record NetworkToken(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{8,64}");

    private static final int FINGERPRINT_DIGITS = 16;

    @JsonCreator
    public NetworkToken {
        Tokens.require(FORM, value, "a network token is 8 to 64 letters and digits");
    }

    /** Whether {@code text} can be a network's token at all. */
    public static boolean isToken(String text) {
        return FORM.matcher(text).matches();
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
