package io.postway.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What came in by each door, and how it ended. At rest, per door:
 *
 * <pre>received = published + rejected + unavailable + failed</pre>
 *
 * and what is missing on the right while requests run is in flight. Alert when {@code unavailable} grows: Kafka does
 * not take our records, and senders are asked to come again. {@code failed} is a sender that broke off, or a fault of
 * ours that was answered with 500; alert on it, too.
 */
final class CollectMetrics {

    private final MeterRegistry meters;

    CollectMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void received(String door) {
        counter("postway.collect.received", "Requests that came in", door)
                .register(meters)
                .increment();
    }

    void published(String door) {
        counter("postway.collect.published", "Requests whose record was made durable and that were accepted", door)
                .register(meters)
                .increment();
    }

    /** @param reason one of a closed set of codes */
    void rejected(String door, String reason) {
        counter("postway.collect.rejected", "Requests whose refusal was made durable", door)
                .tag("reason", reason)
                .register(meters)
                .increment();
    }

    void unavailable(String door) {
        counter("postway.collect.unavailable", "Requests that could not be made durable and got 503", door)
                .register(meters)
                .increment();
    }

    void failed(String door) {
        counter("postway.collect.failed", "Requests whose sender broke off, or that failed by our fault", door)
                .register(meters)
                .increment();
    }

    private static Counter.Builder counter(String name, String description, String door) {
        return Counter.builder(name).description(description).tag("door", door);
    }
}
