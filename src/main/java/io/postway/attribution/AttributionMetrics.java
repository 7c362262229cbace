package io.postway.attribution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postway.attribution.Result.Decided;
import io.postway.attribution.Result.Deferred;
import io.postway.attribution.Result.Dropped;
import io.postway.attribution.Result.Erased;
import io.postway.attribution.Result.Noted;
import io.postway.attribution.Result.Refused;
import io.postway.attribution.Result.Remembered;
import io.postway.attribution.Result.Told;
import io.postway.event.ActivityKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What became of the activities that this instance has read. At rest:
 *
 * <pre>read + resumed = remembered + noted + deferred + attributed + rejected + dropped + erased</pre>
 *
 * An activity whose transaction was aborted is read again and counts again, on both sides. Two count beside that:
 * {@code refused.credits}, which come with attributed activities, and {@code callbacks}: a decision has none, one or,
 * with several partner ids, more. Alert when {@code rejected} with the reason {@code unreadable} grows.
 */
final class AttributionMetrics {

    private static final Set<ActivityKind> REFUSED_CREDITS =
            EnumSet.of(ActivityKind.REJECTED_INSTALL, ActivityKind.REJECTED_REATTRIBUTION);

    private static final Set<ActivityKind> ATTRIBUTED = EnumSet.complementOf(EnumSet.of(
            ActivityKind.REJECTED_INSTALL, ActivityKind.REJECTED_REATTRIBUTION, ActivityKind.GDPR_FORGET_DEVICE));

    private final MeterRegistry meters;
    private final Counter read;
    private final Counter remembered;
    private final Counter noted;
    private final Counter deferred;
    private final Counter resumed;
    private final Counter dropped;
    private final Counter erased;
    private final Map<ActivityKind, Counter> attributed;
    private final Map<ActivityKind, Counter> refusedCredits;
    private final Map<ActivityKind, Counter> callbacks;

    AttributionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.read = counter("read", "Activities read").register(meters);
        this.remembered =
                counter("remembered", "Engagements kept for a session to come").register(meters);
        this.noted = counter("noted", "Engagements that can win nothing").register(meters);
        this.deferred = counter("deferred", "Events that wait for their device").register(meters);
        this.resumed =
                counter("resumed", "Events that have waited, and are done with").register(meters);
        this.dropped = counter("dropped", "Reports of erased devices").register(meters);
        this.erased =
                counter("erased", "Requests to erase a device, carried out").register(meters);
        this.attributed = byKind("attributed", "Activities decided", ATTRIBUTED);
        this.refusedCredits = byKind("refused.credits", "Credits refused", REFUSED_CREDITS);
        this.callbacks = byKind("callbacks", "Callbacks rendered", EnumSet.allOf(ActivityKind.class));
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
            case Dropped report -> dropped.increment();
            case Erased device -> {
                erased.increment();
                device.told().forEach(this::callbacks);
            }
            case Decided decided -> {
                decided.refused().forEach(told -> at(refusedCredits, told).increment());
                decided.refused().forEach(this::callbacks);
                at(attributed, decided.told()).increment();
                callbacks(decided.told());
            }
            case Refused refused ->
                counter("rejected", "Activities refused")
                        .tag("reason", refused.reason())
                        .register(meters)
                        .increment();
        }
    }

    private void callbacks(Told told) {
        at(callbacks, told).increment(told.callbacks().size());
    }

    private static Counter at(Map<ActivityKind, Counter> counters, Told told) {
        return Objects.requireNonNull(counters.get(told.attributed().kind()));
    }

    /** Registered at once, so that a kind that nobody has seen yet shows zero, not a gap. */
    private Map<ActivityKind, Counter> byKind(String name, String description, Set<ActivityKind> kinds) {
        var counters = new EnumMap<ActivityKind, Counter>(ActivityKind.class);
        kinds.forEach(kind -> counters.put(
                kind, counter(name, description).tag("kind", kind.wireName()).register(meters)));
        return counters;
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder("postway.attribution." + name).description(description);
    }
}
