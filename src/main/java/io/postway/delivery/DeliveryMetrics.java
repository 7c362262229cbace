package io.postway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What became of the callbacks that this instance has taken. At any time:
 *
 * <pre>taken = settled (summed over its outcomes) + in flight</pre>
 *
 * A callback that comes back after a pause is taken again. Alert when {@code dead} grows, or when {@code later} grows
 * and {@code delivered} does not: the partner is down.
 */
final class DeliveryMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter taken;
    private final Map<Outcome, Counter> settled = new EnumMap<>(Outcome.class);
    private final Map<Result, Timer> attempts = new ConcurrentHashMap<>();
    private final Map<Integer, Long> waiting = new ConcurrentHashMap<>();
    private final Map<Endpoint, List<Meter>> watched = new ConcurrentHashMap<>();

    private record Result(Outcome outcome, String reason) {}

    /** How a callback can leave our hands. */
    enum Outcome {
        DELIVERED,
        LATER,
        DEAD,
        /** Nothing may go to its endpoint now, which has taken none lately; no attempt was made. */
        CIRCUIT_OPEN,
        /** As many as may are on their way to its endpoint already; no attempt was made. */
        ENDPOINT_FULL,
        /** As many as may have gone to its endpoint in this second already; no attempt was made. */
        RATE_LIMITED,
        /** Its partner id is paused at its endpoint; no attempt was made. */
        PAUSED,
        /** There is nowhere to send it yet; no attempt was made. */
        NO_ENDPOINT,
        /** The settings that it was rendered with have not been read here yet; no attempt was made. */
        NO_SETTINGS,
        /** Its device was erased: it must not go out any more. */
        FORGOTTEN,
        /** Kept as rejected: a fault of ours. */
        REJECTED,
        /** We stopped first: whoever has the partition next takes it again. */
        DROPPED;

        static Outcome of(Fate fate) {
            return switch (fate) {
                case Fate.Delivered delivered -> DELIVERED;
                case Fate.Later later -> LATER;
                case Fate.Kept kept -> LATER;
                case Fate.Dead dead -> DEAD;
            };
        }

        /** As records, logs and metrics name it. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DeliveryMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        this.taken = Counter.builder("postway.delivery.taken")
                .description("Callbacks taken from Kafka")
                .register(meters);
        Gauge.builder("postway.delivery.in.flight", inFlight, AtomicInteger::get)
                .description("Callbacks taken and not settled yet")
                .register(meters);
        Gauge.builder("postway.delivery.waiting.age", () -> ageSeconds(oldestWaiting()))
                .description("Since when the oldest callback that was put aside has been there; 0: there is none")
                .baseUnit("seconds")
                .register(meters);
        for (Outcome outcome : Outcome.values()) {
            settled.put(
                    outcome,
                    Counter.builder("postway.delivery.settled")
                            .description("Callbacks whose fate is durable, by fate")
                            .tag("outcome", outcome.wireName())
                            .register(meters));
        }
    }

    void taken() {
        inFlight.incrementAndGet();
        taken.increment();
    }

    /** @param took how long the attempt lasted */
    void attempted(Outcome outcome, Answer answer, Duration took) {
        attempts.computeIfAbsent(new Result(outcome, answer.reason()), this::timer)
                .record(took);
    }

    private Timer timer(Result result) {
        return Timer.builder("postway.delivery.attempts")
                .description("How long attempts took, by what came back and what became of it")
                .tag("outcome", result.outcome().wireName())
                .tag("reason", result.reason())
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private OptionalLong oldestWaiting() {
        return waiting.values().stream().mapToLong(Long::longValue).min();
    }

    /** @param oldest when what we have had in our hands for longest was received, in milliseconds since 1970 */
    void watchOldest(String topic, Supplier<OptionalLong> oldest) {
        Gauge.builder("postway.delivery.in.flight.age", () -> ageSeconds(oldest.get()))
                .tag("topic", topic)
                .description("Since when the oldest callback in our hands has been there; 0: there is none")
                .baseUnit("seconds")
                .register(meters);
    }

    /**
     * Of what was put aside in one partition.
     *
     * @param oldest when the oldest was received, in milliseconds since 1970; empty: there is none here
     */
    void waiting(int partition, OptionalLong oldest) {
        oldest.ifPresentOrElse(at -> waiting.put(partition, at), () -> waiting.remove(partition));
    }

    private double ageSeconds(OptionalLong receivedAt) {
        return receivedAt.isEmpty() ? 0 : Math.max(0, clock.millis() - receivedAt.getAsLong()) / 1_000.0;
    }

    void watch(Endpoint endpoint) {
        var label = endpoint.label();
        var own = new ArrayList<Meter>();
        own.add(Gauge.builder("postway.delivery.endpoint.in.flight", endpoint, Endpoint::inFlight)
                .description("Attempts under way, by endpoint")
                .tag("endpoint", label)
                .register(meters));
        for (var state : Breaker.State.values()) {
            own.add(Gauge.builder("postway.delivery.endpoint.circuit", endpoint, one -> one.state() == state ? 1 : 0)
                    .description("1 for the state that the endpoint's circuit is in")
                    .tag("endpoint", label)
                    .tag("state", state.wireName())
                    .register(meters));
        }
        watched.put(endpoint, own);
    }

    void forget(Endpoint endpoint) {
        Optional.ofNullable(watched.remove(endpoint)).stream()
                .flatMap(List::stream)
                .forEach(meters::remove);
    }

    void settled(Outcome outcome) {
        Objects.requireNonNull(settled.get(outcome)).increment();
        inFlight.decrementAndGet();
    }
}
