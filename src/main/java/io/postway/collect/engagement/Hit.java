package io.postway.collect.engagement;

import io.postway.event.DeviceIds;
import io.postway.event.Engagement.Flag;
import io.postway.event.Parameters;
import io.postway.event.Platform;
import io.postway.event.Stamp;
import io.postway.event.Tracker;
import io.postway.event.Visitor;
import io.postway.settings.App;
import io.postway.settings.Link;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A request for a link of ours, with all that is known of it, whether it is a click or an impression.
 *
 * @param serverToServer whether an ad network's server reports it
 * @param flags what is odd about it, whichever of the two it is
 */
record Hit(
        Stamp stamp,
        App app,
        Link link,
        Tracker tracker,
        Parameters parameters,
        String rawQuery,
        DeviceIds deviceIds,
        Visitor visitor,
        boolean serverToServer,
        Set<Flag> flags) {

    UUID id() {
        return stamp.id();
    }

    Instant receivedAt() {
        return stamp.receivedAt();
    }

    Optional<Platform> platform() {
        return Platform.ofOsName(visitor.osName());
    }

    /** Whether anything about it could ever meet an install (Adjust, "Server-to-server engagements"). */
    boolean isMatchable() {
        return !deviceIds.isEmpty()
                || (mayBeAndroid() && parameters.value("external_click_id").isPresent());
    }

    /** Play hands the click's id to the app; no other store does. */
    private boolean mayBeAndroid() {
        return platform().equals(Optional.of(Platform.ANDROID))
                || visitor.osName().equals(Visitor.UNKNOWN);
    }
}
