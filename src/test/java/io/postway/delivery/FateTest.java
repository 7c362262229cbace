package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import io.postway.delivery.Fate.Dead;
import io.postway.delivery.Fate.Delivered;
import io.postway.delivery.Fate.Later;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FateTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)), 0.2, Duration.ofHours(24));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everyTwoHundredIsDelivered(int status) {
        assertThat(fate(new Status(status), 1)).isEqualTo(new Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void notNowIsLater(int status) {
        assertThat(fate(new Status(status), 1)).isEqualTo(new Later(NOW.plusSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 304, 307, 400, 401, 403, 404, 410, 413, 422})
    void everyOtherAnswerIsFinal(int status) {
        assertThat(fate(new Status(status), 1)).isEqualTo(new Dead("the partner answered " + status));
    }

    @Test
    void silenceIsTriedAgainUntilTheScheduleEnds() {
        assertThat(fate(new NoAnswer("timed_out"), 1)).isEqualTo(new Later(NOW.plusSeconds(10)));
        assertThat(fate(new NoAnswer("timed_out"), 2)).isEqualTo(new Later(NOW.plusSeconds(60)));
        assertThat(fate(new NoAnswer("timed_out"), 3))
                .isEqualTo(new Dead("that was the last attempt of its schedule: timed_out"));
    }

    @Test
    void aForbiddenAddressIsNeverTried() {
        assertThat(fate(new Forbidden("it is a loopback address"), 1)).isEqualTo(new Dead("it is a loopback address"));
    }

    @Test
    void theJitterOnlyAdds() {
        assertThat(Fate.of(new Status(500), 1, NOW, SCHEDULE, 1)).isEqualTo(new Later(NOW.plusSeconds(12)));
    }

    private static Fate fate(Answer answer, int attempts) {
        return Fate.of(answer, attempts, NOW, SCHEDULE, 0);
    }
}
