package io.postway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What became of the callbacks that this instance has taken. At any time:
 *
 * <pre>taken = settled (summed over its outcomes) + in flight</pre>
 *
 * A callback that comes back after a pause is taken again. Alert when {@code dead} grows, or when {@code later} grows
 * and {@code delivered} does not: the partner is down.
 */
final class DeliveryMetrics {

    private final MeterRegistry meters;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter taken;
    private final Map<Outcome, Counter> settled = new EnumMap<>(Outcome.class);

    /** How a callback can leave our hands. */
    enum Outcome {
        DELIVERED,
        LATER,
        DEAD,
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
                case Fate.Dead dead -> DEAD;
            };
        }

        /** As records, logs and metrics name it. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DeliveryMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.taken = Counter.builder("postway.delivery.taken")
                .description("Callbacks taken from Kafka")
                .register(meters);
        Gauge.builder("postway.delivery.in.flight", inFlight, AtomicInteger::get)
                .description("Callbacks taken and not settled yet")
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

    int inFlight() {
        return inFlight.get();
    }

    void taken() {
        inFlight.incrementAndGet();
        taken.increment();
    }

    /** @param took how long the attempt lasted */
    void attempted(Answer answer, Duration took) {
        Timer.builder("postway.delivery.attempts")
                .description("How long attempts took, by what came back")
                .tag("reason", answer.reason())
                .register(meters)
                .record(took);
    }

    void settled(Outcome outcome) {
        Objects.requireNonNull(settled.get(outcome)).increment();
        inFlight.decrementAndGet();
    }
}
