package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Engagement;
import io.postway.event.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka keeps silent, or goes away and comes back, and this instance has no room to keep anything itself: nobody is
 * told that a record was kept when it was not. {@link SpoolIT} is about instances that have room.
 */
class OutageIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What a sender waits at most (docs/links.md), and a second for a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(6 + 1);

    @TempDir
    private static Path directory;

    private static BrokerProcess broker;
    private static RecordingPartner partner;
    private static PostwayProcess postway;
    private static TopicReader topics;

    @BeforeAll
    static void start() throws IOException {
        broker = BrokerProcess.start(directory.resolve("kafka"));
        partner = new RecordingPartner();
        var settings = new HashMap<>(PostwayProcess.onBroker(broker.bootstrapServers(), partner));
        settings.put("POSTWAY_COLLECT_SPOOL_SIZE", "0");
        postway = PostwayProcess.start(directory.resolve("postway"), settings);
        topics = new TopicReader(broker.bootstrapServers());
        new AdminApi(postway.http()).createShop("outshop00001", "out1234", 525463029);
    }

    @AfterAll
    static void stop() {
        postway.close();
        partner.close();
        broker.close();
    }

    @AfterEach
    void thaw() throws Exception {
        broker.thaw();
    }

    @Test
    void noRedirectComesBeforeTheAcknowledgement() throws Exception {
        broker.freeze();
        var waiting = CompletableFuture.supplyAsync(() -> postway.http().get("/out1234?silent=1"));
        await().atMost(LIMIT).until(() -> postway.metric("postway_collect_in_flight", "door=\"click\"") == 1);
        await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> !waiting.isDone());

        broker.thaw();

        assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(302);
        assertThat(isKept("silent=1")).isTrue();
    }

    @Test
    void withoutAnAcknowledgementTheSenderIsAskedToComeAgainInTime() throws Exception {
        broker.freeze();
        HttpResponse<String> refused = postway.http()
                .send(postway.http().request("/out1234?silent=2").timeout(LIMIT).GET());
        broker.thaw();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.headers().firstValue("Location")).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> postway.http().get("/out1234?silent=3").statusCode() == 302);
        assertThat(isKept("silent=3")).isTrue();
    }

    @Test
    @LongOutage
    void whileKafkaIsAwaySendersAreAskedToComeAgain() throws IOException {
        var device = Device.named("outshop00001", "out1234", "outage");
        device.clicks(postway.http());
        var unavailable = postway.metric("postway_collect_unavailable_total", "");

        broker.kill();

        for (String path : new String[] {"/out1234?idfa=X", "/nolink1", "/event?app_token=x"}) {
            var answer = postway.http().get(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        }
        // Devices with AdAttributionKit come again after a 500 only.
        var copy = postway.http().postJson("/.well-known/appattribution/report-attribution/", "{}");
        assertThat(copy.statusCode()).as(copy.body()).isEqualTo(500);
        assertThat(copy.body()).contains("unavailable_to_device");
        assertThat(postway.metric("postway_collect_unavailable_total", "")).isEqualTo(unavailable + 4);
        await().atMost(PATIENCE).until(() -> readiness() == 503);

        broker.restart();
        await().atMost(PATIENCE).until(() -> device.triesToOpen(postway.http()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(partner.received())
                        .anySatisfy(callback -> assertThat(callback)
                                .containsEntry("activity_kind", "install")
                                .containsEntry("backinapp_click_id", device.idfa())));
    }

    private static boolean isKept(String query) {
        return topics.readAll(TOPICS.activities()).stream()
                .anyMatch(activity ->
                        activity instanceof Engagement click && click.rawQuery().equals(query));
    }

    private static int readiness() {
        return postway.management().get("/actuator/health/readiness").statusCode();
    }
}
