package io.postway.attribution;

import io.postway.attribution.Decision.Happened;
import io.postway.attribution.Decision.Installed;
import io.postway.attribution.Decision.Returned;
import io.postway.event.Event;
import io.postway.event.Session;
import io.postway.event.Sha256;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.util.Collection;
import java.util.Optional;

/**
 * What an activity is: functions of the activity, its device, its engagements and the settings, and of nothing else.
 */
final class Rules {

    private static final int ADID_CHARACTERS = 32;

    private Rules() {}

    /** @param engagements those that share a device id with the session; only an install asks for them */
    static Decision decide(
            Session session,
            Optional<Device> device,
            Collection<PastEngagement> engagements,
            App app,
            Settings settings) {
        if (device.isPresent()) {
            return new Returned(device.get().after(session));
        }
        var result = Waterfall.weigh(engagements, session.createdAt(), app, settings);
        var attribution = result.winner().map(PastEngagement::attribution).orElse(null);
        return new Installed(Device.installed(adid(session), session, attribution), result.candidates());
    }

    static Decision decide(Event event, Device device) {
        return new Happened(device.after(event));
    }

    /** Follows from app, environment and the first session alone: minted by chance it would differ in replay. */
    private static String adid(Session session) {
        var seed = session.appToken() + "|" + session.environment() + "|" + session.id();
        var digest = Sha256.of(seed);
        return Sha256.hex(digest).substring(0, ADID_CHARACTERS);
    }
}
