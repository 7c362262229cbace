package io.postway.event;

import java.security.SecureRandom;
import java.util.function.IntPredicate;

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

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Whether {@code text} is so many lowercase letters and digits. */
    static boolean isLowercase(String text, int shortest, int longest) {
        return is(Tokens::isLowercase, text, shortest, longest);
    }

    /** Whether {@code text} is so many letters and digits. */
    static boolean isAnyCase(String text, int shortest, int longest) {
        return is(Tokens::isAnyCase, text, shortest, longest);
    }

    /** By hand, not by a pattern: several tokens are read with every record. */
    private static boolean is(IntPredicate allowed, String text, int shortest, int longest) {
        if (text.length() < shortest || text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowercase(int character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    }

    private static boolean isAnyCase(int character) {
        return isLowercase(character) || (character >= 'A' && character <= 'Z');
    }
}
