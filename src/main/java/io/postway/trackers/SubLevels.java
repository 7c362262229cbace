package io.postway.trackers;

import io.postway.event.AppToken;
import io.postway.event.Tracker;
import io.postway.event.TrackerToken;
import java.util.Optional;

/** Which sub-level of an app's links a token names. Links' own tokens are not asked for here: settings know them. */
@FunctionalInterface
public interface SubLevels {

    Optional<Tracker> subLevel(AppToken app, TrackerToken token);
}
