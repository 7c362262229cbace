package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Json;
import io.postway.event.Rejected;
import io.postway.event.Topics;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Who gets the credit and why, and how a device is forgotten, over HTTP and as BackInApp sees it. */
@ExtendWith(SharedInstance.Resolver.class)
class AttributionIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String APP = "creditshop01";
    private static final String LINK = "credit1";

    private static SharedInstance instance;
    private static Http http;
    private static AdminApi admin;

    @BeforeAll
    static void makeApp(SharedInstance shared) {
        instance = shared;
        http = shared.postway().http();
        admin = shared.admin();
        created(admin.post("/apps", """
            {"token":"creditshop01","name":"Credit","ios_app_id":77001,"android_package":"com.example.credit",
             "events":[{"token":"ev0001","name":"Purchase","unique":false,"revenue":true}]}
            """));
        created(admin.post(
                "/apps/" + APP + "/links", "{\"token\":\"credit1\",\"name\":\"BackInApp\",\"partner\":\"backinapp\"}"));
        var panel = "/apps/" + APP + "/partners/backinapp";
        var saved = admin.put(panel, admin.etag(panel), """
            {"partner_ids":["partner-1"],"session_forwarding":true,"revenue_forwarding":true,
             "event_links":{"ev0001":"purchase"}}
            """);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    @Test
    void thePlayReferrerOfARedirectBringsItsInstallBack() {
        var click = http.send(http.request("/" + LINK + "?backinapp_click_id=played")
                .header("User-Agent", "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130 Mobile")
                .GET());
        var store = URI.create(click.headers().firstValue("Location").orElseThrow());
        var referrer =
                UriComponentsBuilder.fromUri(store).build().getQueryParams().getFirst("referrer");
        var device = UUID.randomUUID().toString();

        opens("gps_adid=" + device + "&os_name=android&referrer=" + referrer);

        var install = awaitCallback("install", "gps_adid", device);
        assertThat(install.path("tracker_name").asString()).isEqualTo("BackInApp");
        assertThat(install.path("match_type").asString()).isEqualTo("referrer");
        assertThat(install.path("backinapp_click_id").asString()).isEqualTo("played");
    }

    @Test
    void anInjectedClickIsRejectedAndBothActivitiesGoOut() {
        var device = UUID.randomUUID().toString();
        var began = Instant.now().minusSeconds(600).getEpochSecond();
        http.get("/" + LINK + "?gps_adid=" + device + "&backinapp_click_id=injected");

        opens("gps_adid=" + device + "&os_name=android&install_begin_time=" + began);

        var rejected = awaitCallback("rejected_install", "gps_adid", device);
        assertThat(rejected.path("rejection_reason").asString()).isEqualTo("engagement_injection");
        assertThat(rejected.path("backinapp_click_id").asString()).isEqualTo("injected");
        assertThat(awaitCallback("install", "gps_adid", device)
                        .path("is_organic")
                        .asString())
                .isEqualTo("1");
    }

    @Test
    void aUserWhoComesBackIsReattributedAndTheActivitySaysWhy() {
        var device = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        var longAgo = Instant.now().minus(Duration.ofDays(30));
        opens("idfa=" + device + "&created_at_unix=" + longAgo.getEpochSecond());
        http.get("/" + LINK + "?idfa=" + device + "&campaign=back&backinapp_click_id=back-1");

        opens("idfa=" + device);

        var callback = awaitCallback("reattribution", "idfa", device);
        assertThat(callback.path("is_reattributed").asString()).isEqualTo("1");
        assertThat(callback.path("reattributed_at").asString()).isNotEmpty();
        assertThat(callback.path("tracker_name").asString()).isEqualTo("BackInApp::back");
        var known = json(admin.get("/apps/" + APP + "/devices/" + device));
        assertThat(json(admin.get("/apps/" + APP + "/devices/" + device + "?environment=production")))
                .isEqualTo(known);
        assertThat(admin.get("/apps/" + APP + "/devices/" + device + "?environment=sandbox")
                        .statusCode())
                .isEqualTo(404);
        assertThat(known.at("/device/session_count").asInt()).isEqualTo(2);
        assertThat(known.at("/device/attribution/tracker/name").asString()).isEqualTo("BackInApp::back");
        var id = known.at("/device/credited_by").asString();
        await().atMost(PATIENCE).untilAsserted(() -> {
            var history = json(admin.get("/apps/" + APP + "/activities/" + id));
            assertThat(history.at("/activity/kind").asString()).isEqualTo("session");
            assertThat(history.at("/decisions/0/kind").asString()).isEqualTo("reattribution");
            assertThat(history.at("/decisions/0/candidates/0/verdict").asString())
                    .isEqualTo("won");
            assertThat(history.at("/callbacks/0/kind").asString()).isEqualTo("reattribution");
            assertThat(history.at("/attempts/0/outcome").asString()).isEqualTo("delivered");
            assertThat(history.at("/complete").asBoolean()).isTrue();
        });
    }

    @Test
    void nobodyKnowsADeviceOrAnActivityThatNeverWas() {
        assertThat(admin.get("/apps/" + APP + "/devices/nobody").statusCode()).isEqualTo(404);
        assertThat(admin.get("/apps/nosuchapp001/devices/nobody").statusCode()).isEqualTo(404);
        assertThat(admin.get("/apps/" + APP + "/activities/nothing").statusCode())
                .isEqualTo(404);
        assertThat(admin.get("/apps/" + APP + "/activities/019e0000-0000-7000-8000-000000000000")
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.get("/api/v1/apps/" + APP + "/devices/nobody").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anErasedDeviceIsForgottenWithinFiveSeconds() {
        var gdpr = token("[\"gdpr\"]");
        var reports = token("[\"sessions\",\"events\"]");
        var device = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        var vendor = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        var session = "app_token=forgetshop01&idfa=" + device + "&idfv=" + vendor;
        assertThat(post("/session", session, reports).statusCode()).isEqualTo(200);
        var adid = await().atMost(PATIENCE)
                .until(() -> admin.get("/apps/forgetshop01/devices/" + device), one -> one.statusCode() == 200);
        assertThat(post("/gdpr_forget_device", session, reports).statusCode()).isEqualTo(401);
        assertThat(http.postForm("/gdpr_forget_device", session).statusCode()).isEqualTo(401);
        assertThat(post("/gdpr_forget_device", "app_token=forgetshop01", gdpr).body())
                .isEqualTo("{\"error\":\"Forget device failed (Invalid device identifier)\"}");

        var forgotten = post("/gdpr_forget_device", "app_token=forgetshop01&idfa=" + device, gdpr);

        assertThat(forgotten.statusCode()).isEqualTo(200);
        assertThat(forgotten.body()).isEqualTo("{\"status\":\"OK\"}");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> post("/session", "app_token=forgetshop01&idfv=" + vendor, reports)
                                .statusCode()
                        == 451);
        var event = post("/event", "app_token=forgetshop01&event_token=ev0001&idfa=" + device, reports);
        assertThat(event.statusCode()).isEqualTo(451);
        assertThat(event.body()).isEqualTo("{\"error\":\"Event request failed (Device is opted out)\"}");
        assertThat(admin.get("/apps/forgetshop01/devices/" + device).statusCode())
                .isEqualTo(404);
        assertThat(instance.postway().metric("postway_collect_dropped_total", "door=\"event\""))
                .isPositive();
        assertThat(instance.topics().readAll(TOPICS.rejected()).stream().map(Rejected::reason))
                .doesNotContain("device_is_opted_out");
        var told = awaitCallback(
                "gdpr_forget_device", "adid", json(adid).at("/device/adid").asString());
        assertThat(told.toString()).doesNotContain(device, vendor);
    }

    private static void opens(String form) {
        var answer = http.postForm("/session", "app_token=" + APP + "&" + form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static HttpResponse<String> post(String path, String form, String token) {
        return http.send(http.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(form)));
    }

    /** Of the app of which devices are erased. */
    private static String token(String scopes) {
        if (admin.get("/apps/forgetshop01").statusCode() == 404) {
            created(admin.post("/apps", """
                {"token":"forgetshop01","name":"Forget","ios_app_id":77002,
                 "events":[{"token":"ev0001","name":"Purchase","unique":false,"revenue":true}]}
                """));
            var panel = "/apps/forgetshop01/partners/backinapp";
            admin.put(panel, admin.etag(panel), "{\"partner_ids\":[\"partner-1\"]}");
        }
        var answer = admin.post("/apps/forgetshop01/s2s_tokens", "{\"name\":\"test\",\"scopes\":" + scopes + "}");
        created(answer);
        return json(answer).path("token").asString();
    }

    private static JsonNode awaitCallback(String kind, String parameter, String value) {
        return await().atMost(PATIENCE)
                .until(() -> callbacks(kind, parameter, value), found -> !found.isEmpty())
                .getFirst();
    }

    private static List<JsonNode> callbacks(String kind, String parameter, String value) {
        return StreamSupport.stream(
                        Json.parse(http.get("/sandbox/backinapp/requests").body())
                                .spliterator(),
                        false)
                .map(request -> request.path("parameters"))
                .filter(sent -> sent.path("activity_kind").asString("").equals(kind))
                .filter(sent -> sent.path(parameter).asString("").equals(value))
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return Json.parse(answer.body());
    }

    private static void created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
