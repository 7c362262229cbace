package io.postway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCopyTest {

    private static final String LOG = "topic-1";

    @TempDir
    private Path directory;

    @Test
    void withoutAFileThereIsNothing() {
        var copy = new SettingsCopy(directory);

        assertThat(read(copy)).isEmpty();
        assertThat(copy.isComplete()).isFalse();
        assertThat(copy.next()).isZero();
        assertThat(copy.isOfAnotherThan(LOG)).isFalse();
    }

    @Test
    void whatWasReadToTheEndIsThereAtTheNextStart() {
        copyOf("a", null, "c").close();

        var copy = new SettingsCopy(directory);

        assertThat(read(copy)).containsExactly("0:a", "1:null", "2:c");
        assertThat(copy.isComplete()).isTrue();
        assertThat(copy.isOf(LOG)).isTrue();
        assertThat(copy.next()).isEqualTo(3);
    }

    @Test
    void whatComesLaterIsAppended() {
        copyOf("a").close();
        var second = new SettingsCopy(directory);
        read(second);
        second.append(entry(1, "b"));
        second.close();

        assertThat(read(new SettingsCopy(directory))).containsExactly("0:a", "1:b");
    }

    /** With half of the settings an instance would refuse links that exist. */
    @Test
    void aCopyThatNeverWasCompleteIsNone() {
        var unfinished = new SettingsCopy(directory);
        unfinished.beginAnew(LOG);
        unfinished.append(entry(0, "a"));
        unfinished.close();

        var copy = new SettingsCopy(directory);

        assertThat(read(copy)).isEmpty();
        assertThat(copy.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2 ", "2 00000000 Yw==\n", "garbage\n", "2 zz Yw==\nmore\n"})
    void aTornOrDamagedEndIsCutOffAndWrittenAnew(String end) throws IOException {
        copyOf("a", "b").close();
        Files.writeString(file(), end, StandardOpenOption.APPEND);

        var copy = new SettingsCopy(directory);
        assertThat(read(copy)).containsExactly("0:a", "1:b");
        copy.append(entry(2, "c"));
        copy.close();

        assertThat(read(new SettingsCopy(directory))).containsExactly("0:a", "1:b", "2:c");
    }

    @Test
    void everythingBehindADamagedLineIsCutOff() throws IOException {
        copyOf("a", "b", "c").close();
        var lines = new ArrayList<>(Files.readAllLines(file()));
        lines.set(2, lines.get(2).replace("1 ", "7 "));
        Files.write(file(), lines);

        var copy = new SettingsCopy(directory);

        assertThat(read(copy)).containsExactly("0:a");
        assertThat(copy.next()).isEqualTo(1);
    }

    @Test
    void aFileOfAnotherFormatIsNoCopy() throws IOException {
        Files.writeString(file(), "something else\n");

        var copy = new SettingsCopy(directory);

        assertThat(read(copy)).isEmpty();
        assertThat(copy.isComplete()).isFalse();
    }

    @Test
    void aCopyOfAnotherLogIsKnownBeforeItIsReadAndReplaced() {
        copyOf("a", "b").close();
        var copy = new SettingsCopy(directory);
        assertThat(copy.isOfAnotherThan("topic-2")).isTrue();

        copy.beginAnew("topic-2");
        copy.append(entry(0, "x"));
        copy.complete();
        copy.close();

        var replaced = new SettingsCopy(directory);
        assertThat(read(replaced)).containsExactly("0:x");
        assertThat(replaced.isOf("topic-2")).isTrue();
    }

    @Test
    void whereTheDiskFailsNothingElseDoes() throws IOException {
        var notADirectory = directory.resolve("file");
        Files.writeString(notADirectory, "");
        var copy = new SettingsCopy(notADirectory);

        copy.beginAnew(LOG);
        copy.append(entry(0, "a"));
        copy.complete();

        assertThat(copy.isComplete()).isFalse();
        assertThat(copy.isOf(LOG)).isTrue();
    }

    private SettingsCopy copyOf(@Nullable String... values) {
        var copy = new SettingsCopy(directory);
        copy.beginAnew(LOG);
        for (var offset = 0; offset < values.length; offset++) {
            copy.append(entry(offset, values[offset]));
        }
        copy.complete();
        return copy;
    }

    private static CopiedRecord entry(long offset, @Nullable String value) {
        return new CopiedRecord(offset, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(SettingsCopy copy) {
        var found = new ArrayList<String>();
        copy.open(entry -> found.add(entry.offset() + ":" + text(entry.value())));
        return found;
    }

    private static @Nullable String text(byte @Nullable [] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private Path file() {
        return directory.resolve("settings-log");
    }
}
