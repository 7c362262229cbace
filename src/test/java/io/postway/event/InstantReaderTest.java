package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

    private final SplittableRandom random = new SplittableRandom(20261122);

    @Test
    void readsWhateverInstantWrites() {
        for (int i = 0; i < 10_000; i++) {
            var time = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L), nanos(i));
            assertThat(InstantReader.parse(time.toString())).isEqualTo(time);
        }
    }

    @Test
    void isWrittenAsInstantWritesIt() {
        for (int i = 0; i < 10_000; i++) {
            var second = random.nextLong(-70_000_000_000L, 260_000_000_000L);
            var time = Instant.ofEpochSecond(i % 5 == 0 ? second / 3_600 * 3_600 : second, nanos(i));
            assertThat(InstantWriter.text(time)).isEqualTo(time.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-22",
                "2026-11-22T10:11:12",
                "2026-11-22T10:11:12.Z",
                "2026-11-22T10:11:12.1234567890Z",
                "2026-11-22T10:11:12+01:00",
                "2026-13-22T10:11:12Z",
                "2026-02-30T10:11:12Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22 10:11:12Z",
                "2026-11-+2T10:11:12Z",
                "+12026-11-22T10:11:12Z"
            })
    void leavesTheRestToJackson(String text) {
        assertThat(InstantReader.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T11:11:12+01:00", "2026-11-22T10:11:12.000Z", "2026-11-22T10:11:12Z"})
    void everyFormOfATimeIsStillTheSameTime(String text) {
        assertThat(Json.MAPPER.readValue('"' + text + '"', Instant.class))
                .isEqualTo(Instant.parse("2026-11-22T10:11:12Z"));
    }

    /** Of nine digits, of six, of three, or none at all. */
    private long nanos(int i) {
        var unit = (long) Math.pow(1_000, i % 4);
        return random.nextLong(1_000_000_000) / unit * unit;
    }
}
