package io.postway.attribution;

import io.postway.attribution.Attributor.Result.Decided;
import io.postway.attribution.Attributor.Result.Noted;
import io.postway.attribution.Attributor.Result.Refused;
import io.postway.attribution.Attributor.Result.Remembered;
import io.postway.attribution.Decision.Counted;
import io.postway.attribution.Decision.NotCounted;
import io.postway.attribution.Decision.Reason;
import io.postway.event.Activity;
import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.Click;
import io.postway.event.DeviceReport;
import io.postway.event.Engagement;
import io.postway.event.Event;
import io.postway.event.Impression;
import io.postway.event.Session;
import io.postway.event.TrackerSeen;
import io.postway.forwarding.Forwarder;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.util.List;
import java.util.function.LongFunction;

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

        record Decided(Attributed attributed, List<Callback> callbacks) implements Result {}

        record Refused(String reason, String message) implements Result {}
    }

    Result attribute(Activity activity, AppState state) {
        var known = settings.apply(activity.settingsVersion());
        var result = known.app(activity.appToken())
                .map(app -> attribute(activity, state, app, known))
                .orElseGet(() -> new Refused("unknown_app", "There is no app " + activity.appToken() + "."));
        metrics.ended(result);
        return result;
    }

    private Result attribute(Activity activity, AppState state, App app, Settings known) {
        return switch (activity) {
            case Engagement engagement -> note(engagement, state, app, known);
            case DeviceReport report -> attribute(report, state, app, known);
        };
    }

    private static Result note(Engagement engagement, AppState state, App app, Settings known) {
        var enrolled = state.trackers().enrol(engagement, app.childrenPerTracker());
        if (!engagement.counts() || !mayWin(engagement, app, known)) {
            return new Noted(enrolled.fresh());
        }
        state.remember(app.token(), engagement.deviceIds(), PastEngagement.of(engagement, enrolled.tracker()));
        return new Remembered(enrolled.fresh());
    }

    /** Impressions win nothing before somebody has given them a window. */
    private static boolean mayWin(Engagement engagement, App app, Settings known) {
        return switch (engagement) {
            case Click click -> true;
            case Impression impression ->
                Windows.impression(impression.tracker().link(), app, known).isPresent();
        };
    }

    private Result attribute(DeviceReport report, AppState state, App app, Settings known) {
        return switch (decide(report, state, app, known)) {
            case NotCounted notCounted -> new Refused(notCounted.reason().wireName(), notCounted.message());
            case Counted counted -> carryOut(counted, report, state, known);
        };
    }

    private static Decision decide(DeviceReport report, AppState state, App app, Settings known) {
        var first = state.reports().first(report);
        if (first.isPresent()) {
            return new NotCounted(
                    Reason.REPEATED_REPORT, "The report with this id has been counted before, as " + first.get() + ".");
        }
        var device = state.device(app.token(), report.environment(), report.deviceIds());
        return switch (report) {
            case Session session -> {
                var engagements = device.isPresent()
                        ? List.<PastEngagement>of()
                        : state.engagements(app.token(), session.deviceIds());
                yield Rules.decide(session, device, engagements, app, known);
            }
            case Event event -> Rules.decide(event, device, app);
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
