package io.postway.attribution;

import io.postway.event.EngagementKind;
import io.postway.event.LinkToken;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/** How old an engagement may be at the install it is credited with. */
final class Windows {

    private Windows() {}

    /** None: an engagement in this step wins nothing. */
    static Optional<Duration> of(Step step, LinkToken link, App app, Settings settings) {
        if (step.isProbabilistic() && !app.matchesProbabilistically()) {
            return Optional.empty();
        }
        var windows = settings.windows(link, app);
        return switch (step) {
            case CLICK_REFERRER_MATCH, CLICK_DEVICE_MATCH -> Optional.of(windows.click());
            case CLICK_PROBABILISTIC -> Optional.of(windows.probabilisticClick());
            case IMPRESSION_DEVICE_MATCH -> windows.impression();
            case IMPRESSION_PROBABILISTIC -> windows.probabilisticImpression();
        };
    }

    /** Whether engagements of this kind by this link can win by address and device. */
    static boolean matchProbabilistically(EngagementKind kind, LinkToken link, App app, Settings settings) {
        var step = switch (kind) {
            case CLICK -> Step.CLICK_PROBABILISTIC;
            case IMPRESSION -> Step.IMPRESSION_PROBABILISTIC;
        };
        return of(step, link, app, settings).isPresent();
    }

    /** Whether engagements of this kind by this link can win by an id. */
    static boolean matchById(EngagementKind kind, LinkToken link, App app, Settings settings) {
        var step = switch (kind) {
            case CLICK -> Step.CLICK_DEVICE_MATCH;
            case IMPRESSION -> Step.IMPRESSION_DEVICE_MATCH;
        };
        return of(step, link, app, settings).isPresent();
    }
}
