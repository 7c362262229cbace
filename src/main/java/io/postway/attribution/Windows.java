package io.postway.attribution;

import io.postway.event.LinkToken;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/** How old an engagement may be at the install it is credited with: as its link says, else as the app says. */
final class Windows {

    private Windows() {}

    /** None: an engagement of this kind wins nothing. */
    static Optional<Duration> of(PastEngagement engagement, App app, Settings settings) {
        var link = engagement.tracker().link();
        return switch (engagement.kind()) {
            case CLICK -> Optional.of(click(link, app, settings));
            case IMPRESSION -> impression(link, app, settings);
        };
    }

    private static Duration click(LinkToken token, App app, Settings settings) {
        return settings.link(token).map(link -> link.clickWindow(app)).orElseGet(app::clickWindow);
    }

    static Optional<Duration> impression(LinkToken token, App app, Settings settings) {
        return settings.link(token).map(link -> link.impressionWindow(app)).orElseGet(app::impressionWindow);
    }
}
