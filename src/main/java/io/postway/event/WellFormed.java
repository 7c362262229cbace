package io.postway.event;

import java.nio.charset.StandardCharsets;

/** JSON can escape half a character, which no UTF-8 can hold: a text cut in the middle of an emoji. */
public final class WellFormed {

    private WellFormed() {}

    public static boolean isWellFormed(String text) {
        return text.equals(of(text));
    }

    /** {@code text} with a question mark for each half character. */
    public static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
