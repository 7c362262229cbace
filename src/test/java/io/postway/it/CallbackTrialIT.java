package io.postway.it;

import static io.postway.it.AdminApi.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** "What would BackInApp get of this, and why?", asked before anybody is told. */
@ExtendWith(SharedInstance.Resolver.class)
class CallbackTrialIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SharedInstance instance;
    private final AdminApi admin;

    CallbackTrialIT(SharedInstance instance) {
        this.instance = instance;
        this.admin = instance.admin();
    }

    @Test
    void anActivityIsForwardedAnewByTheSettingsAsTheyStand() {
        var device = installed("tryshop00001", "tryo123", 3_001);
        var install = Json.parse(awaitDevice("tryshop00001", device))
                .at("/device/credited_by")
                .asString();
        var wish = "{\"app\":\"tryshop00001\",\"activity_id\":\"%s\"}".formatted(install);

        // The device is known a moment before its decision is committed.
        await().atMost(PATIENCE).until(() -> trying(wish).statusCode() == 200);
        var asItStands = tried(wish);
        ok(admin.patch("/apps/tryshop00001/partners/backinapp", "*", "{\"method\":\"POST\"}"));
        var asPost = tried(wish);
        ok(admin.patch("/apps/tryshop00001/partners/backinapp", "*", "{\"partner_ids\":[]}"));
        var inactive = tried(wish);

        assertThat(asItStands.at("/0/kind").asString()).isEqualTo("install");
        assertThat(asItStands.at("/0/callbacks/0/parameters/idfa").asString()).isEqualToIgnoringCase(device.idfa());
        assertThat(asItStands.at("/0/callbacks/0/payload").asString()).contains("activity_kind=install");
        assertThat(asPost.at("/0/callbacks/0/parameters")).isEqualTo(asItStands.at("/0/callbacks/0/parameters"));
        assertThat(asPost.at("/0/callbacks/0/payload").asString()).startsWith("{");
        assertThat(inactive.at("/0/callbacks")).isEmpty();
        assertThat(inactive.at("/0/forwarding/0/withheld").asString()).isEqualTo("panel_inactive");
    }

    @Test
    void aDeviceIsAskedWhatItsNextEventWouldSay() {
        var device = installed("tryshop00002", "tryo124", 3_002);
        awaitDevice("tryshop00002", device);

        var event = tried("""
            {"app":"tryshop00002","device_id":"%s","event_token":"ev0001","revenue":9.99,"currency":"EUR"}
            """.formatted(device.idfa()));

        assertThat(event.at("/0/callbacks/0/parameters/event_name").asString()).isEqualTo("purchase");
        assertThat(event.at("/0/callbacks/0/parameters/revenue").asString()).isEqualTo("999");
        assertThat(event.at("/0/callbacks/0/parameters/tracker_name").asString())
                .startsWith("BackInApp");
        assertThat(tried("{\"app\":\"tryshop00002\",\"device_id\":\"%s\"}".formatted(device.idfa()))
                        .at("/0/kind")
                        .asString())
                .isEqualTo("session");
    }

    @Test
    void aWishThatMakesNoSenseHearsWhy() {
        admin.createShop("tryshop00003", "tryo125", 3_003);

        assertThat(trying("{}").body()).contains("either activity_id or device_id");
        assertThat(trying("{\"app\":\"tryshop00003\",\"device_id\":\"nobody\"}").statusCode())
                .isEqualTo(404);
        assertThat(trying("{\"app\":\"tryshop00003\",\"activity_id\":\"nonsense\"}")
                        .body())
                .contains("activity_id");
        assertThat(trying("{\"app\":\"tryshop00003\",\"activity_id\":\"0b0a5f5e-3c8b-4b1e-9a5e-000000000000\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(trying("{\"app\":\"tryshop00003\",\"device_id\":\"x\",\"kind\":\"nonsense\"}")
                        .body())
                .contains("kind must be one of");
    }

    private Device installed(String app, String link, long iosAppId) {
        admin.createShop(app, link, iosAppId);
        var device = Device.named(app, link, app);
        device.clicks(instance.postway().http());
        device.opens(instance.postway().http());
        return device;
    }

    private String awaitDevice(String app, Device device) {
        return await().atMost(PATIENCE)
                .until(
                        () -> admin.get("/apps/" + app + "/devices/" + device.idfa()),
                        answer -> answer.statusCode() == 200)
                .body();
    }

    private JsonNode tried(String wish) {
        return Json.parse(ok(trying(wish)).body()).get("items");
    }

    private HttpResponse<String> trying(String wish) {
        return admin.post("/test/callback", wish);
    }
}
