package io.postway.delivery;

import io.github.bucket4j.Bucket;
import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.delivery.DeliveryProperties.BreakerRule;
import io.postway.delivery.DeliveryProperties.EndpointLimits;
import io.postway.event.Sha256;
import io.postway.runtime.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One address that callbacks go to, and how much may go there at once. It waits for a moment where that helps; where it
 * does not, the callback is put aside, so that no other address's wait with it.
 */
final class Endpoint {

    /** A busy endpoint has done enough by then for it to be worth asking again. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final String label;
    private final int maxInFlight;
    private final Room room;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Throughput done;
    private final @Nullable Bucket rate;
    private final Breaker breaker;
    private final InstantSource clock;

    Endpoint(URI address, EndpointLimits limits, BreakerRule breaking, InstantSource clock) {
        this.label = labelOf(address);
        this.maxInFlight = limits.maxInFlight();
        this.room = new Room(maxInFlight);
        this.done = new Throughput(clock);
        this.rate = limits.callsPerSecond() == null ? null : bucket(limits.callsPerSecond());
        this.breaker = new Breaker(label, breaking, clock);
        this.clock = clock;
    }

    /** A twentieth of a second's calls may come at once, so that a second never has many more than it should. */
    private static Bucket bucket(int callsPerSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(Math.max(1, callsPerSecond / 20))
                        .refillGreedy(callsPerSecond, Duration.ofSeconds(1)))
                .build();
    }

    /**
     * Asks for one attempt.
     *
     * @param patience how long to wait for its turn at most
     * @return empty: it may be made, and {@link #leave} or {@link #abandon} must follow
     * @throws UnavailableException if interrupted
     */
    Optional<NotNow> enter(Duration patience) {
        if (breaker.isOpen()) {
            return broken();
        }
        try {
            if (rate != null && !rate.asBlocking().tryConsume(1, patience)) {
                return soon(Outcome.RATE_LIMITED);
            }
            if (!hasRoom(patience)) {
                return soon(Outcome.ENDPOINT_FULL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while waiting for a turn", e);
        }
        if (!breaker.tryPass()) {
            room.leave();
            return broken();
        }
        return Optional.empty();
    }

    /** Whoever comes when more wait than are taken off in half of the time might wait in vain. */
    private boolean hasRoom(Duration patience) throws InterruptedException {
        if (room.tryEnter(Duration.ZERO)) {
            return true;
        }
        if (waiting.get() >= Math.max(maxInFlight / 4, done.in(patience.dividedBy(2)))) {
            return false;
        }
        waiting.incrementAndGet();
        try {
            return room.tryEnter(patience);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private Optional<NotNow> soon(Outcome why) {
        return Optional.of(new NotNow(why, clock.instant().plus(SOON), label));
    }

    private Optional<NotNow> broken() {
        return Optional.of(new NotNow(Outcome.CIRCUIT_OPEN, breaker.lookAgainAt(), label));
    }

    /** @param isTaken whether the endpoint takes callbacks, whatever it thinks of this one */
    void leave(boolean isTaken, Duration took) {
        done.count();
        room.leave();
        breaker.passed(isTaken, took);
        if (isTaken) {
            room.grow();
        } else if (!breaker.isClosed()) {
            room.shrink();
        }
    }

    /** No attempt was made, or it tells nothing of the endpoint. */
    void abandon() {
        room.leave();
        breaker.abandon();
    }

    int inFlight() {
        return room.taken();
    }

    Breaker.State state() {
        return breaker.state();
    }

    String label() {
        return label;
    }

    /** For logs, metrics and queues: paths and queries often hold what only the partner should know. */
    static String labelOf(URI address) {
        return address.getAuthority() + "#"
                + Sha256.hex(Sha256.of(address.toString())).substring(0, 6);
    }
}
