package io.postway.delivery;

import io.postway.delivery.DeliveryProperties.BreakerRule;
import io.postway.delivery.DeliveryProperties.EndpointLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How tests deliver: as in production, to addresses inside our network, and with as much patience as each needs. */
final class ClientSettings {

    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1));
    private static final BreakerRule BREAKER =
            new BreakerRule(100, 20, 80, Duration.ofSeconds(15), Duration.ofMinutes(5));

    /** Longer than any test takes: whatever ends sooner was not ended by a clock. */
    static final DeliveryProperties PATIENT = of(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private ClientSettings() {}

    /** @param silence also how long a connection may take */
    static DeliveryProperties of(Duration silence, Duration attempt) {
        return of(silence, attempt, 10);
    }

    static DeliveryProperties of(Duration silence, Duration attempt, int maxInFlight) {
        return of(silence, attempt, RETRIES, maxInFlight, null, true);
    }

    static DeliveryProperties of(Duration silence, Duration attempt, List<Duration> schedule) {
        return of(silence, attempt, schedule, 10, null, true);
    }

    /** For partners in the world only. */
    static DeliveryProperties guarded(@Nullable URI proxy) {
        return of(PATIENT.responseTimeout(), PATIENT.attemptTimeout(), RETRIES, 10, proxy, false);
    }

    private static DeliveryProperties of(
            Duration silence,
            Duration attempt,
            List<Duration> schedule,
            int maxInFlight,
            @Nullable URI proxy,
            boolean allowPrivateAddresses) {
        return new DeliveryProperties(
                null,
                schedule,
                0.2,
                Duration.ofHours(24),
                Duration.ofDays(7),
                maxInFlight,
                new EndpointLimits(maxInFlight, null),
                BREAKER,
                Duration.ofMinutes(5),
                silence,
                silence,
                attempt,
                proxy,
                Duration.ofSeconds(1),
                allowPrivateAddresses);
    }
}
