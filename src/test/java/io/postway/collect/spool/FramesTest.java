package io.postway.collect.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTest {

    private static final SpooledRecord FIRST = SpooledRecords.record(1);
    private static final SpooledRecord SECOND = SpooledRecords.record(2);
    private static final SpooledRecord THIRD = SpooledRecords.record(3);

    @Test
    void whatIsWrittenIsRead() {
        var withoutKey = new SpooledRecord(
                FIRST.id(),
                Instant.parse("2026-05-01T12:00:00.123Z"),
                "postway.rejected",
                null,
                "{\"ü\":1}".getBytes(StandardCharsets.UTF_8),
                true);

        var content = Frames.read(file(withoutKey, SECOND));

        assertThat(content.records())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(withoutKey, SECOND);
        assertThat(content.damagedBytes()).isZero();
    }

    @Test
    void anEmptyFileHoldsNothing() {
        assertThat(Frames.read(new byte[0])).isEqualTo(new Frames.Content(List.of(), 0, 0));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void whatWasBeingWrittenIsCutOff(int bytes) {
        var torn = Arrays.copyOf(file(FIRST, SECOND, THIRD), bytes);

        var content = Frames.read(torn);

        assertThat(ids(content)).isEqualTo(ids(FIRST, SECOND));
        assertThat(content.end()).isEqualTo(file(FIRST, SECOND).length);
        assertThat(content.damagedBytes()).isZero();
    }

    /** Every length from two whole frames to three that lack a byte. */
    static IntStream cuts() {
        return IntStream.range(file(FIRST, SECOND).length, file(FIRST, SECOND, THIRD).length);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void whatFollowsADamagedFrameIsStillRead(int at) {
        var file = file(FIRST, SECOND, THIRD);
        file[at] ^= 0x20;

        var content = Frames.read(file);

        assertThat(ids(content)).isEqualTo(ids(FIRST, THIRD));
        assertThat(content.end()).isEqualTo(file.length);
        assertThat(content.damagedBytes()).isEqualTo(Frames.write(SECOND).length);
    }

    /** Every byte of the second frame. */
    static IntStream damages() {
        return IntStream.range(file(FIRST).length, file(FIRST, SECOND).length);
    }

    @Test
    void aLengthBeyondAllBoundsIsNoFrame() {
        var file = file(FIRST, SECOND);
        var at = file(FIRST).length + Integer.BYTES;
        Arrays.fill(file, at, at + Integer.BYTES, (byte) 0xff);

        assertThat(ids(Frames.read(file))).isEqualTo(ids(FIRST));
    }

    private static byte[] file(SpooledRecord... records) {
        var frames = Stream.of(records).map(Frames::write).toList();
        var file = new byte[frames.stream().mapToInt(frame -> frame.length).sum()];
        var at = 0;
        for (var frame : frames) {
            System.arraycopy(frame, 0, file, at, frame.length);
            at += frame.length;
        }
        return file;
    }

    private static List<?> ids(Frames.Content content) {
        return content.records().stream().map(SpooledRecord::id).toList();
    }

    private static List<?> ids(SpooledRecord... records) {
        return Stream.of(records).map(SpooledRecord::id).toList();
    }
}
