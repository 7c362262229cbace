package io.postway.skadnetwork;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.SkanActivity;
import io.postway.event.SkanKind;
import io.postway.skadnetwork.PostbackCounter.Result;
import io.postway.skadnetwork.PostbackCounter.Result.Counted;
import io.postway.skadnetwork.PostbackCounter.Result.Repeated;
import io.postway.skadnetwork.PostbackCounter.Result.Uncounted;
import java.util.Locale;

/**
 * What became of the postbacks that this instance has read. At rest:
 *
 * <pre>read = counted + repeated + uncounted + rejected</pre>
 *
 * A postback whose transaction was aborted is read again and counts again, on both sides. {@code events} counts beside
 * that. Alert when {@code uncounted} with the reason {@code invalid} grows beside {@code counted}: somebody forges, or
 * a sender changes what Apple signed.
 */
final class SkanMetrics {

    private final MeterRegistry meters;
    private final Counter read;
    private final Counter repeated;
    private final Counter events;

    SkanMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.read = counter("read", "Postbacks read").register(meters);
        this.repeated = counter("repeated", "Postbacks that say what an earlier copy said")
                .register(meters);
        this.events = counter("events", "Events decoded from conversion values").register(meters);
        for (SkanKind kind : SkanKind.values()) {
            if (kind != SkanKind.SK_EVENT && kind != SkanKind.SK_UNCOUNTED) {
                counted(kind, 0);
            }
        }
    }

    /** Counted once it has ended, not when it begins: a thread that dies in between reads it again. */
    void ended(Result result) {
        read.increment();
        switch (result) {
            case Counted counted -> {
                counted(counted.activity().kind(), 1);
                events.increment(counted.events().size());
            }
            case Uncounted uncounted -> uncounted(uncounted.activity());
            case Repeated copy -> repeated.increment();
        }
    }

    void refused(String reason) {
        read.increment();
        counter("rejected", "Postbacks refused")
                .tag("reason", reason)
                .register(meters)
                .increment();
    }

    private void counted(SkanKind kind, int postbacks) {
        counter("counted", "Postbacks counted")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment(postbacks);
    }

    private void uncounted(SkanActivity activity) {
        counter("uncounted", "Postbacks kept but not counted")
                .tag("reason", String.valueOf(activity.reason()))
                .register(meters)
                .increment();
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder("postway.skadnetwork." + name).description(description);
    }
}
