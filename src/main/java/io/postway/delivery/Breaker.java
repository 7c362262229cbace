package io.postway.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.postway.delivery.DeliveryProperties.BreakerRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Stops asking a place that takes nothing. After a pause one callback, the canary, finds out whether it is back; each
 * time that it is not, the next pause is twice as long.
 */
final class Breaker {

    private static final double TWICE = 2;
    /** Places that broke at the same moment are not asked at the same moment. */
    private static final double SPREAD = 0.2;

    /** How long a canary is given. */
    private static final Duration CANARY = Duration.ofSeconds(1);

    private final CircuitBreaker circuit;
    private final InstantSource clock;
    private volatile Instant openUntil = Instant.MIN;

    Breaker(String name, BreakerRule rule, InstantSource clock) {
        this.clock = clock;
        this.circuit = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .slidingWindow(rule.window(), rule.atLeast(), SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(rule.failurePercent())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(pauses(rule))
                        .recordResult(isTaken -> isTaken.equals(false))
                        .build());
    }

    private IntervalFunction pauses(BreakerRule rule) {
        var pauses = IntervalFunction.ofExponentialRandomBackoff(rule.pause(), TWICE, SPREAD, rule.longestPause());
        return times -> {
            var pause = pauses.apply(times);
            // One may pass after the pause's last moment, not in it.
            openUntil = clock.instant().plusMillis(pause + 1);
            return pause;
        };
    }

    /** Whether nobody may pass now, the canary included. */
    boolean isOpen() {
        return circuit.getState() == CircuitBreaker.State.OPEN
                && clock.instant().isBefore(openUntil);
    }

    /** When it is worth asking again: when the next canary may pass, or soon where one is under way. */
    Instant lookAgainAt() {
        var soon = clock.instant().plus(CANARY);
        return openUntil.isAfter(soon) ? openUntil : soon;
    }

    /** Whether one attempt may be made; whoever may must say what came of it. */
    boolean tryPass() {
        return circuit.tryAcquirePermission();
    }

    /** @param isTaken whether the place takes callbacks, whatever it thinks of this one */
    void passed(boolean isTaken, Duration took) {
        circuit.onResult(took.toNanos(), TimeUnit.NANOSECONDS, isTaken);
    }

    /** The attempt was not made, or tells nothing. */
    void abandon() {
        circuit.releasePermission();
    }

    boolean isClosed() {
        return state() == State.CLOSED;
    }

    State state() {
        return switch (circuit.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
        };
    }

    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN;

        /** As metrics name it. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
