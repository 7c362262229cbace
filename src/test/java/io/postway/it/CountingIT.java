package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.apple.Vector;
import io.postway.event.SkanActivity;
import io.postway.event.SkanKind;
import io.postway.event.Topics;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Postbacks, sent as often as Apple's devices send them, to two instances of which one dies. */
class CountingIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NETWORK = "/skadnetwork/countnetwork";
    private static final String COPIES = "/.well-known/skadnetwork/report-attribution/";

    /** Six keys in four of the six partitions: whichever three an instance has, one of these is in them. */
    private static final List<ObjectNode> POSTBACKS = Stream.of(
                    "skan-4.0-apple-doc-fine",
                    "skan-4.0-apple-doc-coarse",
                    "skan-2.2-apple-doc",
                    "skan-2.2-real-zero-filled",
                    "skan-3.0-apple-doc-nonwinning",
                    "skan-3.0-apple-doc-winning")
            .map(name -> Vector.named(name).body())
            .toList();

    @TempDir
    private Path directory;

    @Test
    void aPostbackCountsOnceWhoeverSendsItHoweverOften() {
        try (var cluster = Cluster.start(directory);
                var one = cluster.launch("one").awaitReady();
                var other = cluster.launch("other").awaitReady()) {
            // Given
            var admin = new AdminApi(one.http());
            admin.createShop("countshop001", "count12", 525463029);
            admin.createNetwork("countnetwork");
            saysWhatValuesStandFor(admin);
            await().atMost(PATIENCE)
                    .until(() -> other.http().postJson(NETWORK, "{}").statusCode() == 400);
            var genuine = POSTBACKS.getFirst();

            // When
            accept(one.http(), NETWORK, forged(genuine), "invalid");
            accept(other.http(), COPIES, genuine.toString(), "valid");
            for (int copy = 0; copy < 4; copy++) {
                acceptAll(copy % 2 == 0 ? one.http() : other.http());
            }
            assertThat(one.metric("postway_skadnetwork_read_total", "")).isPositive();
            assertThat(other.metric("postway_skadnetwork_read_total", "")).isPositive();
            other.kill();
            for (int copy = 4; copy < 9; copy++) {
                acceptAll(one.http());
            }

            // Then: what came last by each key has been read, and so has all before it in the same partition.
            var last = POSTBACKS.stream()
                    .map(postback -> accept(one.http(), NETWORK, forged(postback), "invalid"))
                    .toList();
            await().atMost(PATIENCE)
                    .until(() -> activities(cluster).stream()
                            .map(SkanActivity::id)
                            .toList()
                            .containsAll(last));
            assertEachCountedOnce(activities(cluster));
        }
    }

    private static void assertEachCountedOnce(List<SkanActivity> found) {
        assertThat(found.stream().filter(activity -> activity.kind() != SkanKind.SK_UNCOUNTED))
                .extracting(SkanActivity::kind)
                .containsExactlyInAnyOrder(
                        SkanKind.SK_INSTALL_DIRECT,
                        SkanKind.SK_INSTALL,
                        SkanKind.SK_EVENT,
                        SkanKind.SK_INSTALL,
                        SkanKind.SK_REINSTALL,
                        SkanKind.SK_REINSTALL,
                        SkanKind.SK_QUALIFIER,
                        SkanKind.SK_REINSTALL);
        var install = ofGenuine(found, SkanKind.SK_INSTALL);
        assertThat(install.campaign().trackerName()).isEqualTo("Net::spring");
        assertThat(install.otherRoute().agrees()).isTrue();
        var event = ofGenuine(found, SkanKind.SK_EVENT).decoded();
        assertThat(event.eventName()).isEqualTo("Purchase");
        assertThat(event.countMax()).isEqualTo(2);
        assertThat(event.reportingRevenueMin()).isEqualByComparingTo(BigDecimal.TEN);
        assertThat(event.reportingCurrency()).isEqualTo("EUR");
    }

    private static void acceptAll(Http http) {
        POSTBACKS.forEach(postback -> accept(http, NETWORK, forwarded(postback), "valid"));
    }

    private static String forwarded(ObjectNode postback) {
        return postback.deepCopy().put("adjust-campaign", "spring").toString();
    }

    /** Of the same key, but with something else in it that Apple signed. */
    private static String forged(ObjectNode postback) {
        return postback.deepCopy()
                .put("fidelity-type", 1 - postback.path("fidelity-type").intValue())
                .put("redownload", !postback.get("redownload").booleanValue())
                .put("adjust-campaign", "forged")
                .toString();
    }

    private static void saysWhatValuesStandFor(AdminApi admin) {
        var schemas = "/apps/countshop001/conversion_schemas";
        var saved = admin.put(schemas, admin.etag(schemas), """
            {"schemas":[{"valid_from":"2020-01-01T00:00:00Z","currency":"EUR",
              "fine":{"63":[{"event":"ev0001","count_min":1,"count_max":2,"revenue_min":10,"revenue_max":20}]},
              "coarse":{"1":{"high":[{"revenue_min":50}]}}}]}
            """);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        var unknownEvent = admin.put(schemas, admin.etag(schemas), """
            {"schemas":[{"valid_from":"2020-01-01T00:00:00Z","fine":{"1":[{"event":"ev9999"}]}}]}
            """);
        assertThat(unknownEvent.statusCode()).as(unknownEvent.body()).isEqualTo(400);
    }

    /** The id under which the postback is kept. */
    private static UUID accept(Http http, String path, String body, String signature) {
        var told = Accepted.from(http.postJson(path, body));
        assertThat(told.signature()).isEqualTo(signature);
        return told.id();
    }

    private static List<SkanActivity> activities(Cluster cluster) {
        return cluster.topics().readAll(TOPICS.skanActivities());
    }

    private static SkanActivity ofGenuine(List<SkanActivity> activities, SkanKind kind) {
        var key = POSTBACKS.getFirst().get("transaction-id").stringValue();
        return activities.stream()
                .filter(activity -> activity.kind() == kind)
                .filter(activity -> activity.claims().transactionId().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
