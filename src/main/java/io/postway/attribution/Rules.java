package io.postway.attribution;

import io.postway.attribution.Decision.Happened;
import io.postway.attribution.Decision.Installed;
import io.postway.attribution.Decision.NotCounted;
import io.postway.attribution.Decision.Reason;
import io.postway.attribution.Decision.Returned;
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

    /** @param engagements those that share a device id with the session; only an install asks for them */
    static Decision decide(
            Session session,
            Optional<Device> device,
            Collection<PastEngagement> engagements,
            App app,
            Settings settings) {
        return device.map(known -> decide(session, known))
                .orElseGet(() -> install(session, engagements, app, settings));
    }

    private static Decision decide(Session session, Device device) {
        if (isBefore(session.createdAt(), device.installedAt())) {
            return new NotCounted(Reason.BEFORE_INSTALL, "The session is older than the device's install.");
        }
        var interval = Clocks.between(device.lastSessionAt(), session.createdAt());
        // One that comes late is as near to the last as one that comes early.
        if (interval.abs().compareTo(MIN_SESSION_INTERVAL) < 0) {
            return new NotCounted(
                    Reason.TOO_FREQUENT_SESSION,
                    "Ignoring too frequent session. Last session: " + device.lastSessionAt() + ", this session: "
                            + session.createdAt() + ", min interval: " + MIN_SESSION_INTERVAL.toMinutes() + "m");
        }
        return new Returned(device.after(session));
    }

    private static Decision install(
            Session session, Collection<PastEngagement> engagements, App app, Settings settings) {
        var result = Waterfall.weigh(engagements, session.createdAt(), app, settings);
        var attribution = result.winner().map(PastEngagement::attribution).orElse(null);
        return new Installed(Device.installed(adid(session), session, attribution), result.candidates());
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
