package io.postway.attribution;

import io.postway.attribution.Decision.Counted;
import io.postway.attribution.Decision.Installed;
import io.postway.attribution.Decision.NotCounted;
import io.postway.attribution.Decision.Reason;
import io.postway.attribution.Decision.RefusedCredit;
import io.postway.attribution.Result.Decided;
import io.postway.attribution.Result.Deferred;
import io.postway.attribution.Result.Dropped;
import io.postway.attribution.Result.Noted;
import io.postway.attribution.Result.Refused;
import io.postway.attribution.Result.Remembered;
import io.postway.attribution.Result.Told;
import io.postway.event.Activity;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.Attributed.Rejection;
import io.postway.event.DeviceReport;
import io.postway.event.Engagement;
import io.postway.event.Event;
import io.postway.event.Forget;
import io.postway.event.Session;
import io.postway.forwarding.Forwarder;
import io.postway.runtime.UnavailableException;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

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

    /** What came of one of the activities that are done with: the one that was read, or one that had waited. */
    record Outcome(Activity activity, Result result) {}

    /** What came of {@code activity}, and after it of the events that had waited for its device. */
    List<Outcome> attribute(Activity activity, AppState state) {
        var outcomes = new ArrayList<Outcome>();
        var result = attribute(activity, state, false);
        metrics.ended(result);
        outcomes.add(new Outcome(activity, result));
        if (activity instanceof DeviceReport report && result instanceof Decided) {
            release(report, state, outcomes);
        }
        if (activity instanceof Forget forget) {
            new Eraser(forget, state).waiting().forEach(event -> outcomes.add(resumed(event, new Dropped())));
        }
        return outcomes;
    }

    /** An event that has waited, and the report that it had waited for. */
    private record Released(Event event, DeviceReport by) {}

    /** One that is released may tie another id to the device, and so release others: those come right after it. */
    private void release(DeviceReport report, AppState state, List<Outcome> outcomes) {
        // No recursion: whoever can send events can make a long chain of them.
        var released = new ArrayDeque<>(releasedBy(report, state));
        while (!released.isEmpty()) {
            var next = released.pop();
            var result = resume(next.event(), next.by(), state);
            outcomes.add(resumed(next.event(), result));
            if (result instanceof Decided) {
                releasedBy(next.event(), state).reversed().forEach(released::push);
            }
        }
    }

    private static List<Released> releasedBy(DeviceReport report, AppState state) {
        return state
                .waiting()
                .takeFor(
                        report.appToken(),
                        report.environment(),
                        report.deviceIds().keys())
                .stream()
                .map(event -> new Released(event, report))
                .toList();
    }

    /** The events whose device has not come until {@code streamTime}: they are refused now. */
    List<Outcome> expire(Instant streamTime, AppState state) {
        return state.waiting().takeBefore(streamTime.minus(WaitingEvents.PATIENCE)).stream()
                .map(event -> resumed(event, deviceNotFound()))
                .toList();
    }

    /**
     * One that fails must not take with it the report that it had waited for. One whose time was over before that
     * report came is late, whether somebody had looked or not: otherwise a restart would decide otherwise.
     */
    private Result resume(Event event, DeviceReport report, AppState state) {
        if (event.receivedAt().isBefore(report.receivedAt().minus(WaitingEvents.PATIENCE))) {
            return deviceNotFound();
        }
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
            case Forget forget -> new Eraser(forget, state).erase(attributed -> tell(attributed, known));
            case DeviceReport report when isErased(report, state) -> new Dropped();
            case Session session -> attribute(session, state, app, known);
            case Event event -> attribute(event, state, app, known, hasWaited);
        };
    }

    private static boolean isErased(Activity activity, AppState state) {
        return state.erased()
                .containsAny(activity.appToken(), activity.deviceIds().keysInAllForms());
    }

    private static Result note(Engagement engagement, AppState state, App app, Settings known) {
        var enrolled = state.trackers().enrol(engagement, app.childrenPerTracker());
        var isRemembered = engagement.counts()
                && !isErased(engagement, state)
                && state.engagements().add(engagement, enrolled.tracker(), app, known);
        return isRemembered ? new Remembered(enrolled.fresh()) : new Noted(enrolled.fresh());
    }

    private Result attribute(Session session, AppState state, App app, Settings known) {
        var recognised = recognise(session, state);
        var device = recognised.device();
        var decision = repetition(session, state)
                .or(() -> device.flatMap(one -> Rules.objection(session, one)))
                .<Decision>map(notCounted -> notCounted)
                .orElseGet(() -> {
                    var ids = device.map(one -> session.deviceIds().orElse(one.allIds()))
                            .orElse(session.deviceIds());
                    var candidates = state.engagements().of(session, ids, app);
                    return Rules.credit(session, device, candidates, app, known);
                });
        return carryOut(decision, session, recognised, state, known);
    }

    private Result attribute(Event event, AppState state, App app, Settings known, boolean hasWaited) {
        var recognised = recognise(event, state);
        if (recognised.device().isEmpty()) {
            return state.waiting().add(event) ? new Deferred() : deviceNotFound();
        }
        var device = recognised.device().get();
        var decision = repetition(event, state)
                .<Decision>map(notCounted -> notCounted)
                .orElseGet(() -> Rules.decide(event, device, app, hasWaited));
        return carryOut(decision, event, recognised, state, known);
    }

    private static Recognised recognise(DeviceReport report, AppState state) {
        return state.devices().recognise(report.appToken(), report.environment(), report.deviceIds());
    }

    private static Result deviceNotFound() {
        return new Refused(
                Reason.DEVICE_NOT_FOUND.wireName(), "The device has not been seen in this app, and did not come.");
    }

    private static Optional<NotCounted> repetition(DeviceReport report, AppState state) {
        return state.reports()
                .first(report)
                .map(first -> new NotCounted(
                        Reason.REPEATED_REPORT, "The report with this id has been counted before, as " + first + "."));
    }

    private Result carryOut(
            Decision decision, DeviceReport report, Recognised recognised, AppState state, Settings known) {
        return switch (decision) {
            case NotCounted notCounted -> refuse(notCounted, report, recognised, state);
            case Counted counted -> carryOut(counted, report, recognised, state, known);
        };
    }

    /**
     * What its user says of sharing holds, even where the report does not count; but not what a repetition says again,
     * which may have changed since.
     */
    private static Refused refuse(NotCounted decision, DeviceReport report, Recognised recognised, AppState state) {
        var sharing = report.sharing();
        if (sharing != null && decision.reason() != Reason.REPEATED_REPORT) {
            recognised
                    .strongest()
                    .ifPresent(known -> state.devices()
                            .change(
                                    report.appToken(),
                                    report.environment(),
                                    known,
                                    known.device().told(sharing)));
        }
        return new Refused(decision.reason().wireName(), decision.message());
    }

    private Result carryOut(
            Counted decision, DeviceReport report, Recognised recognised, AppState state, Settings known) {
        var others = recognised.otherAdids();
        var refused = decision.weighing().refused().stream()
                .map(credit -> tell(refused(credit, decision, report, others), known))
                .toList();
        var view = decision.device().view();
        var told = tell(attributed(decision, decision.kind(), view, null, report, others), known);
        // Last: what fails before this has changed nothing, and an install that failed is not a session next time.
        state.devices()
                .remember(report.appToken(), report.environment(), decision.device(), report.deviceIds(), recognised);
        state.reports().remember(report);
        return new Decided(refused, told);
    }

    /** The record that tells of a refused credit names whom it would have gone to. */
    private static Attributed refused(
            RefusedCredit credit, Counted decision, DeviceReport report, List<String> others) {
        var kind = decision instanceof Installed ? ActivityKind.REJECTED_INSTALL : ActivityKind.REJECTED_REATTRIBUTION;
        var attribution = credit.attribution().orElse(null);
        var rejection =
                new Rejection(credit.reason().wireName(), attribution == null ? null : attribution.engagementId());
        return attributed(decision, kind, decision.device().view().creditedTo(attribution), rejection, report, others);
    }

    private static Attributed attributed(
            Counted decision,
            ActivityKind kind,
            DeviceView device,
            @Nullable Rejection rejection,
            DeviceReport report,
            List<String> others) {
        return new Attributed(
                report.id(),
                report.receivedAt(),
                report.settingsVersion(),
                kind,
                report.appToken(),
                report.environment(),
                report,
                device,
                rejection,
                decision.weighing().candidates(),
                others,
                List.of());
    }

    private Told tell(Attributed attributed, Settings known) {
        var forwarded = forwarder.forward(attributed, known);
        return new Told(attributed.forwarded(forwarded.decided()), forwarded.callbacks());
    }

    /** An activity that ended before or outside of {@link #attribute}. */
    void countRefused(String reason) {
        metrics.ended(new Refused(reason, ""));
    }
}
