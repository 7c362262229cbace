package io.postway.event;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The forms of tokens, and new ones that nobody can guess. */
public final class Tokens {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** A token of {@code length} lowercase letters and digits, 5.17 random bits each. */
    public static String random(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }

    static void require(Pattern form, String value, String rule) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(rule);
        }
    }
}
