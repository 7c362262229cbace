package io.postway.console;

import io.postway.event.AppToken;
import io.postway.event.LinkTally;
import io.postway.event.LinkToken;
import io.postway.event.Partner;
import io.postway.event.Tokens;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Role;
import io.postway.settings.Link;
import io.postway.settings.ResourceKey;
import io.postway.settings.StorePages;
import io.postway.trackers.TrackerDirectory;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /apps/{app}/links}: tracker links. A printed link never dies: it is archived, not deleted. */
@RestController("adminLinkController")
@RequestMapping("/api/v1/apps/{app}/links")
@ConditionalOnRole(Role.CONSOLE)
class LinkController {

    private static final int TOKEN_LENGTH = 7;
    private static final List<String> SHOWN_ONLY = List.of("click_url", "impression_url", "backinapp_urls", "traffic");

    private final SettingsApi api;
    private final TrackerDirectory trackers;
    private final String publicUrl;

    LinkController(SettingsApi api, TrackerDirectory trackers, PostwayProperties postway) {
        this.api = api;
        this.trackers = trackers;
        this.publicUrl = PublicUrl.base(postway);
    }

    /**
     * A link with the URLs that go into ads, ready to copy, and what it has brought.
     *
     * @param traffic counted to within a second or two
     */
    record LinkView(
            LinkToken token,
            AppToken app,
            String name,
            @Nullable Partner partner,
            @Nullable Integer clickWindowHours,
            @Nullable Integer probabilisticClickWindowHours,
            @Nullable Integer impressionWindowHours,
            @Nullable Integer probabilisticImpressionWindowHours,
            @Nullable Integer reattributionWindowHours,
            @Nullable Integer inactivityHours,
            @Nullable StorePages redirects,
            boolean archived,
            String clickUrl,
            String impressionUrl,
            @Nullable BackinappUrls backinappUrls,
            LinkTally traffic) {}

    /** The click URL with the parameters that BackInApp fills in. */
    record BackinappUrls(String ios, String android) {}

    @GetMapping
    Items<LinkView> list(@PathVariable String app) {
        var token = PathVariables.parse(app, AppToken::new);
        api.require(ResourceKey.app(token));
        return new Items<>(api.latest()
                .ofApp(token, "links", Link.class)
                .map(link -> view(link.value()))
                .toList());
    }

    /** A token may be given; else one is made. */
    @PostMapping
    ResponseEntity<?> create(@PathVariable String app, @RequestBody ObjectNode body) {
        var link = parse(body, app, unusedToken().value());
        return api.create(key(app, link.token().value()), link, this::view);
    }

    /** Nobody can guess it, nobody has it, and it is no word that is or may become a path. */
    private LinkToken unusedToken() {
        return Stream.generate(() -> Tokens.random(TOKEN_LENGTH))
                .filter(LinkToken::isToken)
                .map(LinkToken::new)
                .filter(token -> api.latest().link(token).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @GetMapping("/{link}")
    ResponseEntity<?> read(@PathVariable String app, @PathVariable String link) {
        return api.read(key(app, link), this::view);
    }

    @PutMapping("/{link}")
    ResponseEntity<?> replace(
            @PathVariable String app,
            @PathVariable String link,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body) {
        return change(key(app, link), ifMatch, stored -> body);
    }

    @PatchMapping("/{link}")
    ResponseEntity<?> patch(
            @PathVariable String app,
            @PathVariable String link,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return change(key(app, link), ifMatch, stored -> ResourceBody.patched(stored, patch));
    }

    private ResponseEntity<?> change(ResourceKey<Link> key, @Nullable String ifMatch, Function<Link, ObjectNode> edit) {
        return api.change(
                key,
                ifMatch,
                null,
                stored -> parse(
                        edit.apply(stored), stored.app().value(), stored.token().value()),
                this::view);
    }

    /** What we add when we show it may come back. */
    private static Link parse(ObjectNode body, String app, String token) {
        body.remove(SHOWN_ONLY);
        ResourceBody.putIfAbsent(body, "app", app);
        ResourceBody.putIfAbsent(body, "token", token);
        return ResourceBody.parse(body, Link.class);
    }

    private LinkView view(Link link) {
        var clickUrl = publicUrl + "/" + link.token();
        return new LinkView(
                link.token(),
                link.app(),
                link.name(),
                link.partner(),
                link.clickWindowHours(),
                link.probabilisticClickWindowHours(),
                link.impressionWindowHours(),
                link.probabilisticImpressionWindowHours(),
                link.reattributionWindowHours(),
                link.inactivityHours(),
                link.redirects(),
                link.archived(),
                clickUrl,
                publicUrl + "/impression/" + link.token(),
                link.partner() == Partner.BACKINAPP ? backinappUrls(clickUrl) : null,
                trackers.tally(link.app(), link.token()));
    }

    /** In the macros' own spelling, which BackInApp replaces (BackInApp's guide, section 2). */
    private static BackinappUrls backinappUrls(String clickUrl) {
        var start = clickUrl + "?campaign={affiliate_id}&";
        var end = "&backinapp_click_id={clickid}";
        return new BackinappUrls(start + "idfa={ios_ifa}" + end, start + "gps_adid={google_aid}" + end);
    }

    private static ResourceKey<Link> key(String app, String link) {
        return ResourceKey.link(PathVariables.parse(app, AppToken::new), PathVariables.parse(link, LinkToken::new));
    }
}
