package io.postway.attribution;

import io.postway.attribution.Attributor.Result.Decided;
import io.postway.attribution.Attributor.Result.Deferred;
import io.postway.attribution.Attributor.Result.Noted;
import io.postway.attribution.Attributor.Result.Refused;
import io.postway.attribution.Attributor.Result.Remembered;
import io.postway.attribution.Decision.Counted;
import io.postway.attribution.Decision.NotCounted;
import io.postway.attribution.Decision.Reason;
import io.postway.event.Activity;
import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.DeviceReport;
import io.postway.event.Engagement;
import io.postway.event.EngagementKind;
import io.postway.event.Event;
import io.postway.event.Session;
import io.postway.event.TrackerSeen;
import io.postway.forwarding.Forwarder;
import io.postway.runtime.UnavailableException;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.kafka.common.KafkaException;

/** One activity after the other: looks up what its decision depends on, decides, remembers, forwards. */
final class Attributor {

    private final LongFunction<Settings> settings;
    private final Forwarder forwarder;
    private final AttributionMetrics metrics;

    /** @param settings as of a version; waits until it has been read, and throws if that takes too long */
    Attributor(LongFunction<Settings> settings, Forwarder forwarder, AttributionMetrics metrics) {
        this.settings = settings;
        this.forwarder = forwarder;
        this.metrics = metrics;
    }

    /** What came of an activity. */
    sealed interface Result {

        /**
         * An engagement that waits for its session.
         *
         * @param fresh trackers that nobody has come by before
         */
        record Remembered(List<TrackerSeen> fresh) implements Result {}

        /** An engagement that can win nothing: a program's, or of a kind that the app does not count. */
        record Noted(List<TrackerSeen> fresh) implements Result {}

        /** An event that waits for its device's first session. */
        record Deferred() implements Result {}

        record Decided(Attributed attributed, List<Callback> callbacks) implements Result {}

        record Refused(String reason, String message) implements Result {}
    }

    /** What came of one of the activities that are done with: the one that was read, or one that had waited. */
    record Outcome(Activity activity, Result result) {}

    /** What came of {@code activity}, and after it of the events that had waited for its device. */
    List<Outcome> attribute(Activity activity, AppState state) {
        var outcomes = new ArrayList<Outcome>();
        var result = attribute(activity, state, false);
        metrics.ended(result);
        outcomes.add(new Outcome(activity, result));
        if (activity instanceof DeviceReport report && result instanceof Decided) {
            state.waiting()
                    .takeFor(report.appToken(), report.environment(), report.deviceIds())
                    .forEach(event -> outcomes.add(resumed(event, resume(event, state))));
        }
        return outcomes;
    }

    /** The events whose device has not come until {@code streamTime}: they are refused now. */
    List<Outcome> expire(Instant streamTime, AppState state) {
        return state.waiting().takeBefore(streamTime.minus(WaitingEvents.PATIENCE)).stream()
                .map(event -> resumed(event, deviceNotFound()))
                .toList();
    }

    /** One that fails must not take with it the report that it had waited for. */
    private Result resume(Event event, AppState state) {
        try {
            return attribute(event, state, true);
        } catch (UnavailableException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Refused("failed", e.getClass().getSimpleName());
        }
    }

    private Outcome resumed(Event event, Result result) {
        metrics.resumed(result);
        return new Outcome(event, result);
    }

    private Result attribute(Activity activity, AppState state, boolean hasWaited) {
        var known = settings.apply(activity.settingsVersion());
        return known.app(activity.appToken())
                .map(app -> attribute(activity, state, app, known, hasWaited))
                .orElseGet(() -> new Refused("unknown_app", "There is no app " + activity.appToken() + "."));
    }

    private Result attribute(Activity activity, AppState state, App app, Settings known, boolean hasWaited) {
        return switch (activity) {
            case Engagement engagement -> note(engagement, state, app, known);
            case Session session -> attribute(session, state, app, known);
            case Event event -> attribute(event, state, app, known, hasWaited);
        };
    }

    private static Result note(Engagement engagement, AppState state, App app, Settings known) {
        var enrolled = state.trackers().enrol(engagement, app.childrenPerTracker());
        if (!mayWin(engagement, app, known)) {
            return new Noted(enrolled.fresh());
        }
        state.remember(app.token(), engagement.deviceIds(), PastEngagement.of(engagement, enrolled.tracker()));
        return new Remembered(enrolled.fresh());
    }

    /** Impressions win nothing before somebody has given them a window; a program wins nothing at all. */
    private static boolean mayWin(Engagement engagement, App app, Settings known) {
        var kind = EngagementKind.of(engagement);
        return engagement.counts()
                && Windows.of(kind, engagement.tracker().link(), app, known).isPresent();
    }

    private Result attribute(Session session, AppState state, App app, Settings known) {
        var device = state.device(app.token(), session.environment(), session.deviceIds());
        var engagements =
                device.isPresent() ? List.<PastEngagement>of() : state.engagements(app.token(), session.deviceIds());
        var decision =
                repetition(session, state).orElseGet(() -> Rules.decide(session, device, engagements, app, known));
        return carryOut(decision, session, state, known);
    }

    private Result attribute(Event event, AppState state, App app, Settings known, boolean hasWaited) {
        var device = state.device(app.token(), event.environment(), event.deviceIds());
        if (device.isEmpty()) {
            return state.waiting().add(event) ? new Deferred() : deviceNotFound();
        }
        var decision = repetition(event, state).orElseGet(() -> Rules.decide(event, device.get(), app, hasWaited));
        return carryOut(decision, event, state, known);
    }

    private static Result deviceNotFound() {
        return new Refused(
                Reason.DEVICE_NOT_FOUND.wireName(), "The device has not been seen in this app, and did not come.");
    }

    private static Optional<Decision> repetition(DeviceReport report, AppState state) {
        return state.reports()
                .first(report)
                .map(first -> new NotCounted(
                        Reason.REPEATED_REPORT, "The report with this id has been counted before, as " + first + "."));
    }

    private Result carryOut(Decision decision, DeviceReport report, AppState state, Settings known) {
        return switch (decision) {
            case NotCounted notCounted -> new Refused(notCounted.reason().wireName(), notCounted.message());
            case Counted counted -> carryOut(counted, report, state, known);
        };
    }

    private Result carryOut(Counted decision, DeviceReport report, AppState state, Settings known) {
        var attributed = new Attributed(
                report.id(),
                report.receivedAt(),
                report.settingsVersion(),
                decision.kind(),
                report.appToken(),
                report.environment(),
                report,
                decision.device().view(),
                decision.candidates(),
                List.of());
        var forwarded = forwarder.forward(attributed, known);
        // Last: what fails before this has changed nothing, and an install that failed is not a session next time.
        state.remember(report.appToken(), report.environment(), decision.device());
        state.reports().remember(report);
        return new Decided(attributed.forwarded(forwarded.decided()), forwarded.callbacks());
    }

    /** An activity that ended before or outside of {@link #attribute}. */
    void countRefused(String reason) {
        metrics.ended(new Refused(reason, ""));
    }
}
