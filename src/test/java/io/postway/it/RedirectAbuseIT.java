package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.collect.engagement.HostileTargets;
import io.postway.event.Click;
import io.postway.event.Engagement.Flag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a click asks for, it never leads away from where its app's settings allow, and never breaks the answer. */
@ExtendWith(SharedInstance.Resolver.class)
class RedirectAbuseIT {

    private static final String IPHONE = "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    private static final String ALLOWED =
            "https://apps\\.apple\\.com/app/id1234567890|https://shop\\.example\\.com([/?#].*)?|demoshop:.*";

    private static final String PIXEL =
            "User-Agent: Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML,"
                    + " like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36";
    private static final String DESKTOP = "User-Agent: test";

    @ParameterizedTest
    @ValueSource(strings = {"deep_link", "deeplink", "redirect", "redirect_ios"})
    void aHostileTargetEndsAtTheStore(String parameter, Links links) {
        var names = headerNames(links.get("/linka01?abuse=none", IPHONE));

        for (String target : targets()) {
            for (String accept : List.of("Accept: */*", "Accept: text/html")) {
                var answer = links.get("/linka01?" + parameter + "=" + encoded(target), IPHONE, accept);

                assertThat(RawHttp.header(answer, "Location")).as(target).contains(Links.IOS_STORE);
                assertThat(headerNames(answer)).as(target).isEqualTo(names);
            }
        }
    }

    @Test
    void aHostileFallbackEndsAtTheAppsOwn(Links links) {
        for (String target : targets()) {
            var answer = links.get("/linka01?fallback=" + encoded(target), DESKTOP);

            assertThat(RawHttp.header(answer, "Location")).as(target).contains(Links.FALLBACK);
        }
    }

    @Test
    void aHostileTargetOfThePageThatOpensAppsEndsAtTheStore(Links links) {
        for (String target : targets()) {
            var answer = links.get("/open/linka01?deep_link=" + encoded(target), IPHONE);

            assertThat(RawHttp.header(answer, "Location")).as(target).contains(Links.IOS_STORE);
        }
    }

    /** As no client may send it, but an attacker does: nothing is escaped that a socket lets through. */
    @Test
    void unescapedTheyAreNoBetter(Links links) {
        for (String target : targets()) {
            var bytes = new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            var answer = links.tryGet("/linka01?redirect=" + bytes, IPHONE);

            if (RawHttp.status(answer) != 0) {
                assertThat(RawHttp.status(answer)).as(target).isIn(302, 400, 404);
                // What has an escape in it means something else here than where it is escaped once more.
                RawHttp.header(answer, "Location")
                        .ifPresent(location -> assertThat(location).as(target).matches(ALLOWED));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redirect=https%3A%2F%2F{h}%2F&h=evil.example,                        https://apps.apple.com/app/id1234567890",
        "redirect={s}%3A%2F%2Fevil.example%2F&s=https,                        https://apps.apple.com/app/id1234567890",
        "redirect=https%3A%2F%2Fshop.example.com{p}&p=.evil.example,          https://apps.apple.com/app/id1234567890",
        "redirect=https%3A%2F%2F{u}shop.example.com&u=evil.example%2F,        https://apps.apple.com/app/id1234567890",
        "redirect=https%3A%2F%2Fshop.example.com%2F{p}&p=a%0d%0aX:%2F..%2F%40,"
                + " https://shop.example.com/a%0D%0AX%3A%2F..%2F%40"
    })
    void whatAPlaceholderIsFilledWithStaysInItsPlace(String query, String location, Links links) {
        assertThat(RawHttp.header(links.get("/linka01?" + query, IPHONE), "Location"))
                .contains(location);
    }

    /** The answer's head has an end, too. */
    @ParameterizedTest
    @CsvSource({
        "redirect=https%3A%2F%2Fshop.example.com%2F, %E2%82%AC",
        "redirect=https%3A%2F%2Fshop.example.com%2F, a",
        "redirect=https%3A%2F%2Fshop.example.com%2F, {x}",
        "deep_link=demoshop%3A%2F%2Fp%2F,            %25",
        "campaign=,                                  %E2%82%AC",
        "external_click_id=,                         %26",
        "backinapp_click_id=,                        {"
    })
    void whatIsTooLongBreaksNothing(String start, String piece, Links links) {
        for (int times : List.of(200, 600, 700, 2_000, 2_400)) {
            for (String agent : List.of(IPHONE, PIXEL, DESKTOP)) {
                var answer = links.get(
                        "/linka01?x=" + "y".repeat(5_000) + "&" + start + piece.repeat(times),
                        agent,
                        "Accept: text/html");

                assertThat(RawHttp.status(answer)).isEqualTo(302);
                var location = RawHttp.header(answer, "Location").orElseThrow();
                if (location.startsWith("/open/")) {
                    assertThat(RawHttp.status(links.get(location, agent))).isEqualTo(200);
                }
            }
        }
        var longReferrer = links.get("/open/linka01?deep_link=no&referrer=" + "%26".repeat(9_000), PIXEL);
        assertThat(RawHttp.header(longReferrer, "Location")).contains(Links.ANDROID_STORE);
    }

    @Test
    void aRefusedTargetIsReported(Links links) {
        links.get("/linka01?redirect=https%3A%2F%2Fevil.example%2Freported", IPHONE);

        var click = links.engagements().stream()
                .filter(engagement -> engagement.rawQuery().endsWith("%2Freported"))
                .map(Click.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(click.flags()).contains(Flag.REDIRECT_REFUSED);
        assertThat(click.redirect().refused().reason()).isEqualTo("host_not_allowed");
        assertThat(links.postway().metric("postway_collect_flagged_total", "redirect_refused"))
                .isPositive();
    }

    /** A half character cannot be sent in UTF-8. */
    private static List<String> targets() {
        return HostileTargets.all()
                .filter(target -> target.chars().noneMatch(letter -> Character.isSurrogate((char) letter)))
                .toList();
    }

    private static String encoded(String target) {
        return URLEncoder.encode(target, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String headerNames(String answer) {
        return RawHttp.head(answer).map(line -> line.split(":", 2)[0]).sorted().collect(Collectors.joining(", "));
    }
}
