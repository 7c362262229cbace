package io.postway.console;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a look at a record's bytes tells before it is parsed. */
final class RecordBytes {

    private RecordBytes() {}

    /**
     * Whether each of {@code texts} stands there.
     *
     * @param value null: nothing stands there
     * @param texts plain ASCII, whatever else the record holds is not
     */
    static boolean contain(byte @Nullable [] value, Collection<String> texts) {
        if (value == null) {
            return false;
        }
        var whole = new String(value, StandardCharsets.ISO_8859_1);
        return texts.stream().allMatch(whole::contains);
    }
}
