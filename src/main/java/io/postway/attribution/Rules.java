package io.postway.attribution;

import io.postway.attribution.Decision.Happened;
import io.postway.attribution.Decision.Installed;
import io.postway.attribution.Decision.NotCounted;
import io.postway.attribution.Decision.Reason;
import io.postway.attribution.Decision.Reattributed;
import io.postway.attribution.Decision.RefusedCredit;
import io.postway.attribution.Decision.Returned;
import io.postway.attribution.Decision.Weighing;
import io.postway.event.Event;
import io.postway.event.Session;
import io.postway.event.Sha256;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What an activity is: functions of the activity, its device, its engagements and the settings, and of nothing else.
 */
final class Rules {

    /** How far two sessions of a device are apart at least (Adjust, S2S developer guide). */
    static final Duration MIN_SESSION_INTERVAL = Duration.ofMinutes(20);

    private static final int ADID_CHARACTERS = 32;

    private Rules() {}

    /** @param candidates the engagements that match the session */
    static Decision decide(
            Session session, Optional<Device> device, Collection<Matched> candidates, App app, Settings settings) {
        return device.<Decision>flatMap(known -> objection(session, known))
                .orElseGet(() -> credit(session, device, candidates, app, settings));
    }

    /** Why a session of a known device does not count, whoever may have brought it. */
    static Optional<NotCounted> objection(Session session, Device device) {
        if (isBefore(session.createdAt(), device.installedAt())) {
            return Optional.of(
                    new NotCounted(Reason.BEFORE_INSTALL, "The session is older than the device's install."));
        }
        var interval = Clocks.between(device.lastSessionAt(), session.createdAt());
        // One that comes late is as near to the last as one that comes early.
        if (interval.abs().compareTo(MIN_SESSION_INTERVAL) < 0) {
            return Optional.of(new NotCounted(
                    Reason.TOO_FREQUENT_SESSION,
                    "Ignoring too frequent session. Last session: " + device.lastSessionAt() + ", this session: "
                            + session.createdAt() + ", min interval: " + MIN_SESSION_INTERVAL.toMinutes() + "m"));
        }
        return Optional.empty();
    }

    /** What a session is that counts, and who is credited with it. */
    static Decision.Counted credit(
            Session session, Optional<Device> device, Collection<Matched> candidates, App app, Settings settings) {
        return device.map(known -> comeback(session, known, candidates, app, settings))
                .orElseGet(() -> install(session, candidates, app, settings));
    }

    private static Decision.Counted install(
            Session session, Collection<Matched> candidates, App app, Settings settings) {
        var result = Waterfall.weigh(candidates, new Occasion.Install(session, app, settings));
        var distrust = distrust(session, app);
        if (distrust.isPresent()) {
            var refused = result.winner().or(() -> result.rejected().map(Waterfall.Weighed::candidate));
            var device = Device.installed(adid(session), session, null).untrustedOne();
            return new Installed(
                    device,
                    new Weighing(
                            result.withoutVictory(distrust.get()).candidates(),
                            Optional.of(new RefusedCredit(distrust.get(), refused.map(Matched::attribution)))));
        }
        var attribution = result.winner().map(Matched::attribution).orElse(null);
        return new Installed(Device.installed(adid(session), session, attribution), weighing(result));
    }

    private static Decision.Counted comeback(
            Session session, Device device, Collection<Matched> candidates, App app, Settings settings) {
        var result = Waterfall.weigh(candidates, new Occasion.Return(session, device, app, settings));
        var after = device.after(session);
        if (result.winner().isEmpty()) {
            return new Returned(after, session.reinstall(), weighing(result));
        }
        var winner = result.winner().get();
        if (isAnonymous(session, app)) {
            // The device stays with its source: it was trusted when it came.
            var refused = new RefusedCredit(Verdict.ANONYMOUS_TRAFFIC, Optional.of(winner.attribution()));
            var candidatesTold =
                    result.withoutVictory(Verdict.ANONYMOUS_TRAFFIC).candidates();
            return new Returned(after, session.reinstall(), new Weighing(candidatesTold, Optional.of(refused)));
        }
        return new Reattributed(after.creditedTo(winner.attribution(), session), session.reinstall(), weighing(result));
    }

    private static Weighing weighing(Waterfall.Result result) {
        return new Weighing(
                result.candidates(),
                result.rejected()
                        .map(one -> new RefusedCredit(
                                one.verdict(), Optional.of(one.candidate().attribution()))));
    }

    /** Why a device's install is nobody's merit. */
    private static Optional<Verdict> distrust(Session session, App app) {
        if (isAnonymous(session, app)) {
            return Optional.of(Verdict.ANONYMOUS_TRAFFIC);
        }
        return app.filters().rejectsMalformedAdvertisingIds() && AdvertisingIds.hasMalformed(session.deviceIds())
                ? Optional.of(Verdict.MALFORMED_ADVERTISING_ID)
                : Optional.empty();
    }

    private static boolean isAnonymous(Session session, App app) {
        return session.anonymousAddress() && app.filters().rejectsAnonymousTraffic();
    }

    /** @param hasWaited whether it came before its device's first session, and so may be older than the install */
    static Decision decide(Event event, Device device, App app, boolean hasWaited) {
        if (!hasWaited && isBefore(event.createdAt(), device.installedAt())) {
            return new NotCounted(Reason.BEFORE_INSTALL, "Bad event state: the event is older than the install.");
        }
        var last = device.last(event.eventToken());
        if (last.isPresent() && isUnique(event, app)) {
            return new NotCounted(Reason.UNIQUE_EVENT_SEEN, "Ignoring event, earlier unique event tracked");
        }
        if (last.filter(before -> isBefore(event.createdAt(), before)).isPresent()) {
            return new NotCounted(
                    Reason.OUT_OF_ORDER,
                    "The event is older than the last one with this token, of " + last.get() + ".");
        }
        return new Happened(device.after(event));
    }

    private static boolean isUnique(Event event, App app) {
        return app.event(event.eventToken()).filter(App.AppEvent::unique).isPresent();
    }

    private static boolean isBefore(Instant time, Instant other) {
        return Clocks.between(other, time).isNegative();
    }

    /** Follows from app, environment and the first session alone: minted by chance it would differ in replay. */
    private static String adid(Session session) {
        var seed = session.appToken() + "|" + session.environment() + "|" + session.id();
        var digest = Sha256.of(seed);
        return Sha256.hex(digest).substring(0, ADID_CHARACTERS);
    }
}
