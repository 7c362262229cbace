package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.delivery.DeliveryProperties.BreakerRule;
import io.postway.delivery.DeliveryProperties.EndpointLimits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private static final URI ADDRESS = URI.create("https://partner.example/in?key=secret");
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final BreakerRule BREAKER =
            new BreakerRule(100, 20, 80, Duration.ofSeconds(15), Duration.ofMinutes(5));
    private static final Duration NO_PATIENCE = Duration.ofMillis(1);

    private final InstantSource clock = InstantSource.fixed(NOW);

    @Test
    void asManyAsMayBeInFlightGoAndTheOthersQueue() {
        var endpoint = endpoint(2, null);
        assertThat(endpoint.enter(NO_PATIENCE)).isEmpty();
        assertThat(endpoint.enter(NO_PATIENCE)).isEmpty();
        assertThat(endpoint.inFlight()).isEqualTo(2);

        assertThat(endpoint.enter(NO_PATIENCE))
                .contains(new NotNow(Outcome.ENDPOINT_FULL, NOW.plusSeconds(1), endpoint.label()));
        endpoint.leave(true, Duration.ofMillis(50));
        assertThat(endpoint.enter(NO_PATIENCE)).isEmpty();
    }

    /** One that hangs from the start holds little of us; one that comes back is not run over. */
    @Test
    void moreMayBeInFlightWithEachThatIsTakenAndFewAgainOnceItBreaks() {
        var endpoint = endpoint(100, null);
        assertThat(enterMany(endpoint)).isEqualTo(64);

        for (int i = 0; i < 64; i++) {
            endpoint.leave(true, Duration.ofMillis(50));
        }
        assertThat(enterMany(endpoint)).isEqualTo(100);

        for (int i = 0; i < 100; i++) {
            endpoint.leave(false, Duration.ofMillis(50));
        }
        assertThat(endpoint.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(endpoint.inFlight()).isZero();
        assertThat(endpoint.enter(NO_PATIENCE)).map(NotNow::why).contains(Outcome.CIRCUIT_OPEN);
    }

    /** As many as may. */
    private static long enterMany(Endpoint endpoint) {
        return IntStream.range(0, 200)
                .takeWhile(i -> endpoint.enter(NO_PATIENCE).isEmpty())
                .count();
    }

    @Test
    void noMoreBeginInASecondThanMay() {
        var endpoint = endpoint(100, 20);

        assertThat(endpoint.enter(NO_PATIENCE)).isEmpty();
        assertThat(endpoint.enter(NO_PATIENCE)).map(NotNow::why).contains(Outcome.RATE_LIMITED);
        assertThat(endpoint.inFlight()).isOne();
    }

    @Test
    void whatItsCircuitIsInIsMeasuredAndItsLabelTellsNoSecret() {
        var meters = new SimpleMeterRegistry();
        var metrics = new DeliveryMetrics(meters, clock);
        var endpoint = endpoint(100, null);
        metrics.watch(endpoint);
        assertThat(circuit(meters, "closed")).isOne();

        for (int i = 0; i < 20; i++) {
            assertThat(endpoint.enter(NO_PATIENCE)).isEmpty();
            endpoint.leave(false, Duration.ofMillis(50));
        }

        assertThat(circuit(meters, "closed")).isZero();
        assertThat(circuit(meters, "open")).isOne();
        assertThat(endpoint.label()).startsWith("partner.example#").doesNotContain("secret");
        metrics.forget(endpoint);
        assertThat(meters.find("postway.delivery.endpoint.circuit").gauges()).isEmpty();
    }

    private static double circuit(SimpleMeterRegistry meters, String state) {
        return meters.get("postway.delivery.endpoint.circuit")
                .tag("state", state)
                .gauge()
                .value();
    }

    private Endpoint endpoint(int maxInFlight, @Nullable Integer callsPerSecond) {
        return new Endpoint(ADDRESS, new EndpointLimits(maxInFlight, callsPerSecond), BREAKER, clock);
    }
}
