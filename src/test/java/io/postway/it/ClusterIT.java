package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two instances on a broker that was started separately, with a partner that is a real HTTP server. */
class ClusterIT {

    private static final Logger log = LoggerFactory.getLogger(ClusterIT.class);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static Cluster cluster;
    private static RecordingPartner partner;

    private static PostwayProcess one;
    private static PostwayProcess other;

    @BeforeAll
    static void start() {
        cluster = Cluster.start(directory);
        partner = cluster.partner();
        var both = cluster.launchAll("one", "other");
        one = both.getFirst();
        other = both.getLast();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        cluster.close();
    }

    @Test
    void theWalkWorksOnAForeignBrokerWithoutDemoAndSandbox() {
        var admin = new AdminApi(one.http());
        assertThat(admin.get("/apps/demoshop0001").statusCode()).isEqualTo(404);
        assertThat(one.http().get("/sandbox/backinapp/requests").statusCode()).isEqualTo(404);
        assertThat(Files.exists(directory.resolve("one/data/kafka"))).isFalse();
        admin.createShop("walkshop0001", "walk123", 525463029);
        admin.createNetwork("walknetwork");
        var device = Device.named("walkshop0001", "walk123", "walk");

        device.clicks(one.http());
        device.opens(one.http());
        device.buys(one.http());

        var install = awaitCallback("install", device.idfa());
        assertThat(install)
                .containsEntry("tracker_name", "BackInApp::spring")
                .containsEntry("is_organic", "0")
                .containsEntry("backinapp_click_id", device.idfa());
        // One of the two knows the device; whichever is asked, tells.
        var known = new AdminApi(other.http()).get("/apps/walkshop0001/devices/" + device.idfa());
        assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
        assertThat(known.body())
                .isEqualTo(
                        admin.get("/apps/walkshop0001/devices/" + device.idfa()).body());
        var asked = "/apps/walkshop0001/devices/" + device.idfa() + "?environment=production";
        assertThat(new AdminApi(other.http()).get(asked).body()).isEqualTo(known.body());
        assertThat(admin.get(asked).body()).isEqualTo(known.body());
        assertThat(awaitCallback("event", device.idfa()))
                .containsEntry("event_name", "purchase")
                .containsEntry("revenue_float", "12.50")
                .containsEntry("currency", "EUR");
    }

    @Test
    void aSettingsChangeIsInForceOnBothInstancesAndAStaleOneIsRefused() {
        var here = new AdminApi(one.http());
        var there = new AdminApi(other.http());
        here.createShop("setshop00001", "set1234", 1001);
        var panel = "/apps/setshop00001/partners/backinapp";
        await().until(() -> there.get(panel).statusCode() == 200);
        var stale = here.etag(panel);

        var changed = here.patch(panel, stale, "{\"session_forwarding\":false}");

        assertThat(changed.statusCode()).isEqualTo(200);
        var changedAt = Instant.now();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> there.get(panel).body().contains("\"session_forwarding\":false"));
        log.info("A settings change was in force on the other instance after {} ms", since(changedAt));
        assertThat(there.patch(panel, stale, "{\"session_forwarding\":true}").statusCode())
                .isEqualTo(412);
        var fresh = changed.headers().firstValue("ETag").orElseThrow();
        var merged = there.patch(panel, fresh, "{\"partner_parameter_forwarding\":true}");
        assertThat(merged.body()).contains("\"session_forwarding\":false", "\"partner_parameter_forwarding\":true");
        assertThat(there.patch(panel, "\"999999\"", "{}").statusCode()).isEqualTo(412);
        assertThat(there.send("PATCH", panel, "{}", null).statusCode()).isEqualTo(428);
    }

    private static Map<String, String> awaitCallback(String kind, String idfa) {
        return await().atMost(PATIENCE)
                .until(
                        () -> partner.received().stream()
                                .filter(callback -> kind.equals(callback.get("activity_kind"))
                                        && idfa.equalsIgnoreCase(callback.get("idfa")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static long since(Instant start) {
        return Duration.between(start, Instant.now()).toMillis();
    }
}
