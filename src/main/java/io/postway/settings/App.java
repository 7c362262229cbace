package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.DeviceIdType;
import io.postway.event.EventToken;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An advertised app.
 *
 * @param iosAppId its number in Apple's store; chooses the tenant of a postback, so no two apps share one
 * @param androidPackage its package in Google's store
 * @param storePages where a click ends; what is absent follows from the two ids above
 * @param allowedRedirectHosts hosts that a click may be sent to at its own wish, besides the app stores': in lower
 *     case, without scheme and port; none: no other
 * @param urlSchemes schemes of its deep links
 */
public record App(
        AppToken token,
        String name,
        @Nullable Long iosAppId,
        @Nullable String androidPackage,
        @Nullable StorePages storePages,
        @Nullable Set<String> allowedRedirectHosts,
        @Nullable Set<String> urlSchemes,
        @Nullable AttributionSettings attribution,
        @Nullable List<AppEvent> events)
        implements Resource {

    private static final Set<String> FORBIDDEN_SCHEMES = Set.of(
            "javascript",
            "data",
            "file",
            "intent",
            "http",
            "https",
            "vbscript",
            "blob",
            "about",
            "content",
            "filesystem",
            "view-source",
            "itms-services");

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]{1,63}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z][\\w]*(\\.[A-Za-z][\\w]*)+");

    public App {
        Rules.present("token", token);
        Rules.text("name", name);
        Rules.that(iosAppId == null || iosAppId > 0, "ios_app_id must be positive");
        Rules.that(
                androidPackage == null || PACKAGE.matcher(androidPackage).matches(),
                "android_package must be a package name such as com.example.shop");
        allowedRedirectHosts =
                allowedRedirectHosts == null ? Set.of() : Rules.sorted("allowed_redirect_hosts", allowedRedirectHosts);
        for (String host : allowedRedirectHosts) {
            Rules.that(
                    HOST.matcher(host).matches(),
                    "allowed_redirect_hosts must hold host names in lower case, without scheme or port and with xn--"
                            + " for other letters, was: " + host);
        }
        urlSchemes = urlSchemes == null ? Set.of() : Rules.sorted("url_schemes", urlSchemes);
        for (String scheme : urlSchemes) {
            Rules.that(
                    SCHEME.matcher(scheme).matches() && !FORBIDDEN_SCHEMES.contains(scheme),
                    "url_schemes must not hold " + scheme);
        }
        events = events == null ? List.of() : Rules.list("events", events);
        var tokens = new HashSet<EventToken>();
        for (AppEvent event : events) {
            Rules.that(tokens.add(event.token()), "events must not hold a token twice: " + event.token());
        }
    }

    /**
     * An in-app event.
     *
     * @param unique whether it counts once per device
     * @param revenue whether it brings money
     */
    public record AppEvent(EventToken token, String name, boolean unique, boolean revenue) {

        public AppEvent {
            Rules.present("token", token);
            Rules.text("name", name);
        }
    }

    public List<AppEvent> knownEvents() {
        return events == null ? List.of() : events;
    }

    public Optional<AppEvent> event(EventToken event) {
        for (var known : knownEvents()) {
            if (known.token().equals(event)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** How it attributes, as far as neither links nor partners say otherwise. */
    public AttributionWindows windows() {
        return attributionSettings().windows();
    }

    public AttributionFilters filters() {
        return attributionSettings().effectiveFilters();
    }

    /** Whether address and device may stand for an id where there is none. */
    public boolean matchesProbabilistically() {
        return attributionSettings().probabilisticMatching();
    }

    /** The same for users who come back. */
    public boolean reattributesProbabilistically() {
        return matchesProbabilistically() && attributionSettings().probabilisticReattribution();
    }

    /** How many sub-levels a tracker may have below it before they pool (Adjust, "Link limit"). */
    public int childrenPerTracker() {
        return attributionSettings().effectiveChildrenPerTracker();
    }

    /** Whether this kind of id may tell this app's devices apart. */
    public boolean takes(DeviceIdType type) {
        return attributionSettings().hardwareIds() || !DeviceIdType.HARDWARE.contains(type);
    }

    /** Whether a click may be sent to {@code host} at its own wish; lower case. */
    public boolean allowsHost(String host) {
        return allowedRedirectHosts != null && allowedRedirectHosts.contains(host);
    }

    /** Whether a click may open {@code scheme}; lower case. */
    public boolean allowsScheme(String scheme) {
        return urlSchemes != null && urlSchemes.contains(scheme);
    }

    private AttributionSettings attributionSettings() {
        return Objects.requireNonNullElseGet(attribution, AttributionSettings::defaults);
    }

    /** Where its clicks end: as set, else as its ids in the stores say. */
    public StorePages pages() {
        var inStores = new StorePages(
                iosAppId == null ? null : URI.create("https://apps.apple.com/app/id" + iosAppId),
                androidPackage == null
                        ? null
                        : URI.create("https://play.google.com/store/apps/details?id=" + androidPackage),
                null);
        return Objects.requireNonNullElseGet(storePages, StorePages::none).orElse(inStores);
    }
}
