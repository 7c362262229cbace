package io.postway.collect.engagement;

import io.postway.collect.Received;
import io.postway.event.Platform;
import io.postway.event.Sha256;
import io.postway.settings.App;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/**
 * The page between a click and an app's own URL scheme. A browser that is redirected to a scheme that nobody on the
 * device knows shows an error, and there is no asking whether the app is there; a page can try, and go to the store
 * when nothing has happened. On Android the browser itself does that, given an intent with a fallback.
 */
final class OpenPage {

    /** How long an app may take to come to the front. */
    private static final int PATIENCE_MILLIS = 1_500;

    private static final String SCRIPT = """
        const urls = document.body.dataset;
        if (urls.store) {
          const leave = setTimeout(() => location.replace(urls.store), %d);
          const stay = () => clearTimeout(leave);
          document.addEventListener("visibilitychange", () => document.hidden && stay());
          addEventListener("pagehide", stay);
          addEventListener("blur", stay);
        }
        location.href = urls.app;
        """.formatted(PATIENCE_MILLIS);

    private static final String STYLE = "body{font:1.2em/2 system-ui;text-align:center;padding-top:20vh}";

    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{name}</title>
        <style>{style}</style>
        {refresh}
        </head>
        <body data-app="{app}" data-store="{store}">
        <p><a href="{app}">Open {name}</a></p>
        {get}
        <script>{script}</script>
        </body>
        </html>
        """;

    private static final String GET = "<p><a href=\"{store}\">Get {name}</a></p>";

    /** Nothing but what stands in the page itself. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src '" + digest(SCRIPT) + "'; style-src '"
            + digest(STYLE) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private OpenPage() {}

    /** Whether the one who asks is a browser, and the target is none of the web's. */
    static boolean isNeeded(URI target, Received request) {
        return !TargetCheck.isWeb(target.getScheme())
                && request.header("accept").orElse("").contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Where the page stands that leads to {@code target}. */
    static URI before(URI target, Hit hit) {
        return URI.create("/open/" + hit.link().token() + "?deep_link=" + encode(target.toASCIIString()) + "&referrer="
                + encode(PlayReferrer.of(hit).text()));
    }

    /** @param store where whoever lacks the app goes; empty: the app has no page for that */
    static String html(App app, URI target, Optional<URI> store, Optional<Platform> platform) {
        var storePage = store.map(URI::toASCIIString).orElse("");
        var appUrl = platform.filter(system -> system == Platform.ANDROID)
                .flatMap(android -> intent(app, target, storePage))
                .orElseGet(target::toASCIIString);
        var refresh = storePage.isEmpty()
                ? ""
                : "<noscript><meta http-equiv=\"refresh\" content=\"0;url=" + escape(storePage) + "\"></noscript>";
        return PAGE.replace("{script}", SCRIPT)
                .replace("{style}", STYLE)
                .replace("{refresh}", refresh)
                .replace("{get}", storePage.isEmpty() ? "" : GET)
                .replace("{app}", escape(appUrl))
                .replace("{store}", escape(storePage))
                .replace("{name}", escape(app.name()));
    }

    /** As Chrome and those built on it want it; none where the parts of the target do not fit into one. */
    private static Optional<String> intent(App app, URI target, String storePage) {
        var rest = target.getRawSchemeSpecificPart();
        if (target.getRawFragment() != null || !rest.startsWith("//") || storePage.isEmpty()) {
            return Optional.empty();
        }
        var ofPackage = Optional.ofNullable(app.androidPackage())
                .map(name -> "package=" + name + ";")
                .orElse("");
        return Optional.of("intent:" + rest + "#Intent;scheme=" + target.getScheme() + ";" + ofPackage
                + "S.browser_fallback_url=" + encode(storePage) + ";end");
    }

    private static String digest(String text) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }
}
