package io.postway.attribution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postway.attribution.Attributor.Result;
import io.postway.attribution.Attributor.Result.Decided;
import io.postway.attribution.Attributor.Result.Refused;
import io.postway.attribution.Attributor.Result.Remembered;

/**
 * What became of the activities that this instance has read. At rest:
 *
 * <pre>read = remembered + attributed + rejected</pre>
 *
 * An activity whose transaction was aborted is read again and counts again, on both sides. Alert when {@code rejected}
 * with the reason {@code unreadable} grows.
 */
final class AttributionMetrics {

    private final MeterRegistry meters;

    AttributionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void read() {
        counter("postway.attribution.read", "Activities read").register(meters).increment();
    }

    void ended(Result result) {
        switch (result) {
            case Remembered remembered ->
                counter("postway.attribution.remembered", "Engagements kept for a session to come")
                        .register(meters)
                        .increment();
            case Decided decided -> {
                counter("postway.attribution.attributed", "Activities decided")
                        .tag("kind", decided.attributed().kind().wireName())
                        .register(meters)
                        .increment();
                counter("postway.attribution.callbacks", "Callbacks rendered")
                        .tag("kind", decided.attributed().kind().wireName())
                        .register(meters)
                        .increment(decided.callbacks().size());
            }
            case Refused refused ->
                counter("postway.attribution.rejected", "Activities refused")
                        .tag("reason", refused.reason())
                        .register(meters)
                        .increment();
        }
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder(name).description(description);
    }
}
