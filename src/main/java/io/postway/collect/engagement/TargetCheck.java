package io.postway.collect.engagement;

import io.postway.settings.App;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a click may be sent where it asks for: to the app stores, and to the hosts and URL schemes that the app's
 * settings name. Closed to all else, or every link would be an open redirect.
 *
 * <p>The text is read by {@link URI}, which is stricter than browsers are: what the two could read differently (a
 * backslash, a missing slash, user info, escapes in the host) has no host for {@code URI}, and is refused.
 */
final class TargetCheck {

    /** Of an address, escapes included: what all browsers take, and a header has room for. */
    static final int MAX_LENGTH = 2_048;

    private static final Set<String> STORES = Set.of("apps.apple.com", "itunes.apple.com", "play.google.com");

    private TargetCheck() {}

    sealed interface Verdict {

        /** @param target in ASCII, without anything that could end a header; its scheme in lower case */
        record Allowed(URI target) implements Verdict {}

        /** @param reason a stable code */
        record Refused(String reason) implements Verdict {}
    }

    static Verdict check(String text, App app) {
        if (text.length() > MAX_LENGTH) {
            return new Verdict.Refused("too_long");
        }
        var encoded = UriText.encode(text);
        if (encoded.length() > MAX_LENGTH) {
            return new Verdict.Refused("too_long");
        }
        if (text.codePoints().anyMatch(TargetCheck::isUnseen)) {
            return new Verdict.Refused("control_character");
        }
        try {
            return check(new URI(lowerScheme(encoded)), app);
        } catch (URISyntaxException e) {
            return new Verdict.Refused("not_a_url");
        }
    }

    /** Nothing that a person could not see may stand in an address; browsers take a backslash for a slash. */
    private static boolean isUnseen(int character) {
        return character == '\\'
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> true;
                    default -> false;
                };
    }

    /** As Android compares it, and whoever looks whether it is the web's. */
    private static String lowerScheme(String text) {
        var end = text.indexOf(':');
        return end < 0 ? text : text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
    }

    private static Verdict check(URI target, App app) {
        if (target.getScheme() == null) {
            return new Verdict.Refused("no_scheme");
        }
        if (hasUserInfo(target)) {
            return new Verdict.Refused("user_info");
        }
        if (isWeb(target.getScheme())) {
            return checkHost(target, app);
        }
        return app.allowsScheme(target.getScheme())
                ? new Verdict.Allowed(target)
                : new Verdict.Refused("scheme_not_allowed");
    }

    private static boolean hasUserInfo(URI target) {
        return target.getRawAuthority() != null && target.getRawAuthority().indexOf('@') >= 0;
    }

    private static Verdict checkHost(URI target, App app) {
        if (target.getHost() == null) {
            return new Verdict.Refused("no_host");
        }
        var host = target.getHost().toLowerCase(Locale.ROOT);
        return STORES.contains(host) || app.allowsHost(host)
                ? new Verdict.Allowed(target)
                : new Verdict.Refused("host_not_allowed");
    }

    static boolean isWeb(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }
}
