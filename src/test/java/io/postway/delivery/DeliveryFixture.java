package io.postway.delivery;

import io.postway.delivery.DeliveryProperties.BreakerRule;
import io.postway.delivery.DeliveryProperties.EndpointLimits;
import java.time.Duration;
import java.util.List;

/** How tests deliver: as in production, but with less patience, and to addresses inside our network. */
final class DeliveryFixture {

    static final EndpointLimits LIMITS = new EndpointLimits(100, null);
    static final BreakerRule BREAKER = new BreakerRule(100, 20, 80, Duration.ofSeconds(15), Duration.ofMinutes(5));

    private DeliveryFixture() {}

    static DeliveryProperties properties() {
        return new DeliveryProperties(
                null,
                List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)),
                0.2,
                Duration.ofHours(24),
                Duration.ofDays(7),
                100,
                LIMITS,
                BREAKER,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                true);
    }
}
