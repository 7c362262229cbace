package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Engagement;
import io.postway.event.Engagement.Flag;
import io.postway.event.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What becomes of a link's traffic: what counts, what is shown at the link, and where its trackers turn up again. */
@ExtendWith(SharedInstance.Resolver.class)
class LinkTrafficIT {

    private static final String LINKS = "/apps/" + Links.APP + "/links";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aNewLinkHasATokenOfSevenAndUrlsToCopy(Links links) {
        var created = Json.MAPPER.readTree(links.admin()
                .post(LINKS, "{\"name\":\"BackInApp\",\"partner\":\"backinapp\"}")
                .body());

        var token = created.at("/token").stringValue();
        assertThat(token).matches("[a-z0-9]{7}");
        assertThat(created.at("/click_url").stringValue()).isEqualTo("http://localhost:8080/" + token);
        assertThat(created.at("/impression_url").stringValue()).isEqualTo("http://localhost:8080/impression/" + token);
        assertThat(created.at("/backinapp_urls/ios").stringValue())
                .endsWith("/" + token + "?campaign={affiliate_id}&idfa={ios_ifa}&backinapp_click_id={clickid}");
        assertThat(created.at("/backinapp_urls/android").stringValue())
                .endsWith("/" + token + "?campaign={affiliate_id}&gps_adid={google_aid}&backinapp_click_id={clickid}");
        assertThat(RawHttp.status(links.get("/" + token))).isEqualTo(302);
    }

    @Test
    void theLinkShowsWhatItHasBrought(Links links) {
        create(links, "{\"token\":\"tally01\",\"name\":\"Tally\",\"partner\":\"backinapp\"}");

        links.get("/tally01?backinapp_click_id=1&campaign=spring");
        links.get("/tally01?campaign=spring");
        links.get("/tally01?redirect=https%3A%2F%2Fevil.example&backinapp_click_id=2");
        links.get("/tally01", "User-Agent: Twitterbot/1.0");
        links.exchange("HEAD", "/tally01");
        links.get("/impression/tally01");

        await().atMost(PATIENCE).untilAsserted(() -> {
            var traffic = read(links, "tally01").at("/traffic");
            assertThat(traffic.at("/clicks").intValue()).isEqualTo(3);
            assertThat(traffic.at("/clicks_without_backinapp_click_id").intValue())
                    .isEqualTo(1);
            assertThat(traffic.at("/redirects_refused").intValue()).isEqualTo(1);
            assertThat(traffic.at("/uncounted").intValue()).isEqualTo(2);
            assertThat(traffic.at("/impressions").intValue()).isEqualTo(1);
        });
    }

    @Test
    void headLeadsToTheSamePlaceAndIsKeptWithoutCounting(Links links) {
        var get = links.get("/linka01?method=get&backinapp_click_id=1");
        var head = links.exchange("HEAD", "/linka01?method=head&backinapp_click_id=1");

        assertThat(RawHttp.status(head)).isEqualTo(302);
        assertThat(RawHttp.header(head, "Location")).isEqualTo(RawHttp.header(get, "Location"));
        assertThat(RawHttp.body(head)).isEmpty();
        assertThat(engagements(links, "method=head")).singleElement().satisfies(click -> {
            assertThat(click.flags()).containsExactly(Flag.HEAD);
            assertThat(click.counts()).isFalse();
        });
    }

    @Test
    void aDoubleClickIsTwoClicks(Links links) {
        var first = links.get("/linka01?double=1&idfa=DOUBLE-1&backinapp_click_id=same");
        var second = links.get("/linka01?double=1&idfa=DOUBLE-1&backinapp_click_id=same");

        assertThat(Stream.of(first, second).map(RawHttp::status)).containsExactly(302, 302);
        assertThat(engagements(links, "double=1")).hasSize(2).allMatch(Engagement::counts);
    }

    @Test
    void theTrackerOfASubLevelIsInItsCallbacksAndNamesItInPostbacks(Links links) {
        var device = Device.named("demoshop0001", "abc123", "sub-level");
        device.clicks(links.postway().http());
        device.opens(links.postway().http());
        var tracker = await().atMost(PATIENCE)
                .until(() -> callbackParameter(links, device.idfa(), "tracker"), found -> !found.isEmpty());
        assertThat(tracker).matches("[a-z0-9]{8}");
        assertThat(callbackParameter(links, device.idfa(), "tracker_name")).isEqualTo("BackInApp::spring");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                trial(links, tracker).at("/tracker_name").stringValue())
                        .isEqualTo("BackInApp::spring"));
        assertThat(trial(links, tracker).at("/link").stringValue()).isEqualTo("abc123");
        assertThat(trial(links, tracker).at("/flags").toString()).doesNotContain("unknown_link");
        assertThat(trial(links, "zzzzzzzz").at("/flags").toString()).contains("unknown_link");
    }

    /** Of the newest callback about a device; empty: there is none yet. */
    private static String callbackParameter(Links links, String idfa, String name) {
        return links.postway().http().getJson("/sandbox/backinapp/requests").values().stream()
                .map(request -> request.at("/parameters"))
                .filter(parameters -> parameters.at("/idfa").stringValue("").equals(idfa))
                .map(parameters -> parameters.at("/" + name).stringValue(""))
                .findFirst()
                .orElse("");
    }

    private static JsonNode trial(Links links, String tracker) {
        var answer = links.admin().post("/test/postback", """
            {"version":"2.2","ad-network-id":"com.example","campaign-id":42,
             "transaction-id":"6aafb7a5-0170-41b5-bbe4-fe71dedf1e28","app-id":525463029,
             "attribution-signature":"MEYCIQ","redownload":true,"source-app-id":1234567891,"fidelity-type":1,
             "adjust-tracker":"%s"}
            """.formatted(tracker));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private static List<Engagement> engagements(Links links, String inQuery) {
        return links.engagements().stream()
                .filter(engagement -> engagement.rawQuery().contains(inQuery))
                .toList();
    }

    private static void create(Links links, String json) {
        var answer = links.admin().post(LINKS, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static JsonNode read(Links links, String token) {
        return Json.MAPPER.readTree(links.admin().get(LINKS + "/" + token).body());
    }
}
