package io.postway.delivery;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a partner wrote, fit for a record that people read: one line, without control characters. */
final class AnswerText {

    /** Controls, formats such as changes of direction, lone surrogates, and every kind of space. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

    private AnswerText() {}

    /** What is no UTF-8 becomes U+FFFD; a last character that was cut in two is left out. Null: nothing is left. */
    static @Nullable String of(byte[] bytes, int length) {
        var text = CharBuffer.allocate(length);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(bytes, 0, length), text, false);
        return of(text.flip().toString(), length);
    }

    /** Null: nothing is left. */
    static @Nullable String of(String text, int maxLength) {
        var visible = INVISIBLE.matcher(text).replaceAll(" ").strip();
        return visible.isEmpty() ? null : visible.substring(0, Math.min(visible.length(), maxLength));
    }
}
