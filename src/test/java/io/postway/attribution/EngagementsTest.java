package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.LinkToken;
import io.postway.event.Parameters;
import io.postway.event.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EngagementsTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void whatIsOlderThanAnyWindowIsForgotten() {
        var engagements = Engagements.none()
                .with(at(Duration.ZERO))
                .with(at(Duration.ofDays(30).plusMillis(1)));

        assertThat(engagements.recent()).hasSize(1);
    }

    @Test
    void aHotIdentifierCostsNoMoreThanItsBound() {
        var engagements = Engagements.none();
        for (int second = 0; second < 500; second++) {
            engagements = engagements.with(at(Duration.ofSeconds(second)));
        }

        assertThat(engagements.recent()).hasSize(100);
        assertThat(engagements.recent().getLast().at()).isEqualTo(START.plusSeconds(499));
    }

    private static Engagement at(Duration offset) {
        var tracker = new Tracker(new LinkToken("abc123"), "BackInApp", null);
        return new Engagement(UUID.randomUUID(), tracker, START.plus(offset), Parameters.none());
    }
}
