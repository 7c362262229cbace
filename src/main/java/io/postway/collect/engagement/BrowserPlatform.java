package io.postway.collect.engagement;

import io.postway.settings.App;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser runs on, as far as choosing a store needs it. */
enum BrowserPlatform {
    IOS,
    ANDROID,
    OTHER;

    static BrowserPlatform of(@Nullable String userAgent) {
        var agent = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        if (agent.contains("iphone") || agent.contains("ipad") || agent.contains("ipod")) {
            return IOS;
        }
        return agent.contains("android") ? ANDROID : OTHER;
    }

    /** The page to send a click to: the platform's own, else whatever page the app has. */
    Optional<URI> destination(App app) {
        return switch (this) {
            case IOS -> app.iosPage().or(app::fallbackPage).or(app::androidPage);
            case ANDROID -> app.androidPage().or(app::fallbackPage).or(app::iosPage);
            case OTHER -> app.fallbackPage().or(app::iosPage).or(app::androidPage);
        };
    }
}
