package io.postway.collect.engagement;

import io.postway.collect.engagement.TargetCheck.Verdict;
import io.postway.collect.visitor.UserAgents;
import io.postway.event.Platform;
import io.postway.http.ErrorCode;
import io.postway.http.FormData;
import io.postway.http.Problems;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.Link;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /open/{link}}: the page that a click with a deep link is sent to. The click is already kept; this records
 * nothing, and asks again whether the target is allowed, since anybody can write such an address.
 */
@RestController
@ConditionalOnRole(Role.COLLECT)
class OpenController {

    private final SettingsLog settings;
    private final UserAgents agents;

    OpenController(SettingsLog settings, UserAgents agents) {
        this.settings = settings;
        this.agents = agents;
    }

    @GetMapping("/open/{link}")
    ResponseEntity<?> open(HttpServletRequest request, @PathVariable String link) {
        if (!settings.isCaughtUp()) {
            return Problems.answer(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.title());
        }
        var known = settings.latest();
        var platform = Platform.ofOsName(
                agents.read(request.getHeader(HttpHeaders.USER_AGENT)).osName());
        // Not Spring's parameters: broken escapes would be our fault.
        var parameters = FormData.parse(Objects.requireNonNullElse(request.getQueryString(), ""));
        var deepLink = parameters.value("deep_link").orElse("");
        var referrer = PlayReferrer.sent(parameters.value("referrer").orElse(""));
        return Hits.find(known, link)
                .<ResponseEntity<?>>map(found -> open(known, found, deepLink, referrer, platform))
                .orElseGet(() -> Problems.answer(ErrorCode.UNKNOWN_LINK, ErrorCode.UNKNOWN_LINK.title()));
    }

    private static ResponseEntity<?> open(
            Settings known, Link link, String deepLink, PlayReferrer referrer, Optional<Platform> platform) {
        var app = known.app(link.app()).orElseThrow();
        var pages = link.pages(app);
        var store = platform.flatMap(pages::of).or(pages::elsewhere).map(referrer::addTo);
        return switch (TargetCheck.check(deepLink, app)) {
            case Verdict.Allowed(URI target)
            when !TargetCheck.isWeb(target.getScheme()) ->
                ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .cacheControl(CacheControl.noStore())
                        .header("Content-Security-Policy", OpenPage.CONTENT_SECURITY_POLICY)
                        .header("Referrer-Policy", "no-referrer")
                        .body(OpenPage.html(app, target, store, platform));
            case Verdict.Allowed allowed -> Redirects.answer(store);
            case Verdict.Refused refused -> Redirects.answer(store);
        };
    }
}
