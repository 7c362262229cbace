package io.postway.collect.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlingTest {

    private static final Instant SENT = Instant.parse("2026-05-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // Kafka answers so long after the write, and so long after that the write is settled.
        "PT0S, PT5S",
        "PT1S, PT5S",
        "PT30S, PT30S",
        "PT1M, PT1M",
        "PT1M50S, PT10S",
        "PT1M58S, PT5S",
        "PT8H, PT5S"
    })
    void aWriteIsSettledAsLongAfterTheSilenceAsThatLastedButWithinTwoMinutes(Duration silence, Duration pause) {
        var healed = SENT.plus(silence);

        assertThat(Settling.settledAt(SENT, healed)).isEqualTo(healed.plus(pause));
    }

    @ParameterizedTest
    @CsvSource({"PT1S", "PT10M"})
    void aWriteThatTimedOutWhileKafkaSeemedToAnswerHasItsTimeToo(Duration answering) {
        assertThat(Settling.settledAt(SENT, SENT.minus(answering))).isEqualTo(SENT.plusSeconds(5));
    }
}
