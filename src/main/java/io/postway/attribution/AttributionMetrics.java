package io.postway.attribution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postway.attribution.Attributor.Result;
import io.postway.attribution.Attributor.Result.Decided;
import io.postway.attribution.Attributor.Result.Deferred;
import io.postway.attribution.Attributor.Result.Noted;
import io.postway.attribution.Attributor.Result.Refused;
import io.postway.attribution.Attributor.Result.Remembered;
import io.postway.event.ActivityKind;

/**
 * What became of the activities that this instance has read. At rest:
 *
 * <pre>read + resumed = remembered + noted + deferred + attributed + rejected</pre>
 *
 * An activity whose transaction was aborted is read again and counts again, on both sides. {@code callbacks} counts
 * beside that: one attributed activity has none, one or, with several partner ids, more. Alert when {@code rejected}
 * with the reason {@code unreadable} grows.
 */
final class AttributionMetrics {

    private final MeterRegistry meters;
    private final Counter read;
    private final Counter remembered;
    private final Counter noted;
    private final Counter deferred;
    private final Counter resumed;

    AttributionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.read = counter("read", "Activities read").register(meters);
        this.remembered =
                counter("remembered", "Engagements kept for a session to come").register(meters);
        this.noted = counter("noted", "Engagements that can win nothing").register(meters);
        this.deferred = counter("deferred", "Events that wait for their device").register(meters);
        this.resumed =
                counter("resumed", "Events that have waited, and are done with").register(meters);
        for (ActivityKind kind : ActivityKind.values()) {
            attributed(kind, 0, 0);
        }
    }

    /** Counted once it has ended, not when it begins: a thread that dies in between reads it again. */
    void ended(Result result) {
        read.increment();
        count(result);
    }

    /** The same for an event that had been put aside. */
    void resumed(Result result) {
        resumed.increment();
        count(result);
    }

    private void count(Result result) {
        switch (result) {
            case Remembered engagement -> remembered.increment();
            case Noted engagement -> noted.increment();
            case Deferred event -> deferred.increment();
            case Decided decided ->
                attributed(decided.attributed().kind(), 1, decided.callbacks().size());
            case Refused refused ->
                counter("rejected", "Activities refused")
                        .tag("reason", refused.reason())
                        .register(meters)
                        .increment();
        }
    }

    private void attributed(ActivityKind kind, int activities, int callbacks) {
        counter("attributed", "Activities decided")
                .tag("kind", kind.wireName())
                .register(meters)
                .increment(activities);
        counter("callbacks", "Callbacks rendered")
                .tag("kind", kind.wireName())
                .register(meters)
                .increment(callbacks);
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder("postway.attribution." + name).description(description);
    }
}
