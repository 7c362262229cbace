package io.postway.attribution;

import io.postway.event.EngagementKind;
import io.postway.event.LinkToken;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/** How old an engagement may be at the install it is credited with: as its link says, else as the app says. */
final class Windows {

    private Windows() {}

    /** None: an engagement of this kind wins nothing. */
    static Optional<Duration> of(EngagementKind kind, LinkToken token, App app, Settings settings) {
        var link = settings.link(token);
        return switch (kind) {
            case CLICK -> Optional.of(link.map(own -> own.clickWindow(app)).orElseGet(app::clickWindow));
            case IMPRESSION -> link.map(own -> own.impressionWindow(app)).orElseGet(app::impressionWindow);
        };
    }
}
