package io.postway.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What came in by each door, and how it ended. At any time, per door:
 *
 * <pre>received = published + rejected + dropped + limited + unavailable + failed + in flight</pre>
 *
 * Alert when {@code unavailable} grows: Kafka does not take our records, and senders are asked to come again. Alert on
 * {@code limited}, too: somebody sends more that must be refused than we are willing to keep. {@code failed} is a
 * sender that broke off, or a fault of ours that was answered with 500; alert on it, too.
 */
final class CollectMetrics {

    private final MeterRegistry meters;
    private final Map<DoorName, DoorMeters> doors = new EnumMap<>(DoorName.class);

    CollectMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (DoorName door : DoorName.values()) {
            doors.put(door, new DoorMeters(meters, door));
        }
    }

    void received(DoorName door) {
        at(door).inFlight.incrementAndGet();
        at(door).received.increment();
    }

    void published(DoorName door) {
        at(door).end(at(door).published);
    }

    /** @param reason one of a closed set of codes */
    void rejected(DoorName door, String reason) {
        at(door).end(counter("rejected", "Requests whose refusal was made durable", door)
                .tag("reason", reason)
                .register(meters));
    }

    void dropped(DoorName door) {
        at(door).end(at(door).dropped);
    }

    void limited(DoorName door) {
        at(door).end(at(door).limited);
    }

    void unavailable(DoorName door) {
        at(door).end(at(door).unavailable);
    }

    void failed(DoorName door) {
        at(door).end(at(door).failed);
    }

    private DoorMeters at(DoorName door) {
        return Objects.requireNonNull(doors.get(door));
    }

    private static Counter.Builder counter(String name, String description, DoorName door) {
        return Counter.builder("postway.collect." + name)
                .description(description)
                .tag("door", door.tag());
    }

    /** Registered at once, so that a door that nobody has used yet shows zeros, not gaps. */
    private static final class DoorMeters {

        private final Counter received;
        private final Counter published;
        private final Counter dropped;
        private final Counter limited;
        private final Counter unavailable;
        private final Counter failed;
        private final AtomicInteger inFlight = new AtomicInteger();

        private DoorMeters(MeterRegistry meters, DoorName door) {
            received = register(meters, "received", "Requests that came in", door);
            published = register(meters, "published", "Requests whose record was made durable", door);
            dropped = register(meters, "dropped", "Reports of erased devices: not kept, 451", door);
            limited = register(meters, "limited", "Requests refused beyond their source's share: not kept, 429", door);
            unavailable = register(meters, "unavailable", "Requests that could not be made durable: 503", door);
            failed = register(meters, "failed", "Requests broken off by the sender, or by our fault", door);
            Gauge.builder("postway.collect.in.flight", inFlight, AtomicInteger::get)
                    .description("Requests being judged or made durable")
                    .tag("door", door.tag())
                    .register(meters);
        }

        private static Counter register(MeterRegistry meters, String name, String description, DoorName door) {
            return counter(name, description, door).register(meters);
        }

        private void end(Counter outcome) {
            outcome.increment();
            inFlight.decrementAndGet();
        }
    }
}
