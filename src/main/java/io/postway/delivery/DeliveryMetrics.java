package io.postway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What became of the callbacks that this instance has taken. At any time:
 *
 * <pre>taken = delivered + later + dead + no_endpoint + unreadable + dropped + in flight</pre>
 *
 * A callback that comes back after a pause is taken again. {@code dropped} were in flight when their partition moved to
 * another instance, or we stopped: that instance takes them again. Alert when {@code dead} grows, or when {@code later}
 * grows and {@code delivered} does not: the partner is down.
 */
final class DeliveryMetrics {

    private final MeterRegistry meters;
    private final AtomicInteger inFlight = new AtomicInteger();

    DeliveryMetrics(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("postway.delivery.in.flight", inFlight, AtomicInteger::get)
                .description("Callbacks taken and not settled yet")
                .register(meters);
    }

    /** As records and metrics name it. */
    static String name(Fate fate) {
        return switch (fate) {
            case Fate.Delivered delivered -> "delivered";
            case Fate.Later later -> "later";
            case Fate.Dead dead -> "dead";
        };
    }

    int inFlight() {
        return inFlight.get();
    }

    void taken() {
        inFlight.incrementAndGet();
        Counter.builder("postway.delivery.taken")
                .description("Callbacks taken for an attempt")
                .register(meters)
                .increment();
    }

    void settled(Fate fate, Answer answer, Duration took) {
        Timer.builder("postway.delivery.attempt")
                .description("How long attempts took")
                .tag("outcome", name(fate))
                .register(meters)
                .record(took);
        settle(name(fate), answer.reason());
    }

    /** Settled without an attempt. */
    void settledWithout(String outcome) {
        settle(outcome, "none");
    }

    private void settle(String outcome, String reason) {
        inFlight.decrementAndGet();
        Counter.builder("postway.delivery.settled")
                .description("Callbacks whose fate is durable, by fate")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(meters)
                .increment();
    }
}
