package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.quickstart.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away and comes back: nobody is told that a record was kept when it was not. */
class OutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void whileKafkaIsAwaySendersAreAskedToComeAgain() throws IOException {
        var port = PostwayProcess.freePort();
        var kafka = EmbeddedKafka.start(port, directory.resolve("kafka"));
        try (var partner = new RecordingPartner();
                var postway = PostwayProcess.start(
                        directory.resolve("postway"), PostwayProcess.onBroker(kafka.bootstrapServers(), partner))) {
            new AdminApi(postway.http()).createShop("outshop00001", "out1234", 525463029);
            var device = new Device("outshop00001", "out1234", "OUT-1");
            device.clicks(postway.http());

            // When
            kafka.close();

            // Then
            for (String path : new String[] {"/out1234?idfa=X", "/nolink1", "/event?app_token=x"}) {
                var answer = postway.http().get(path);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            }
            // Devices with AdAttributionKit come again after a 500 only.
            var copy = postway.http().postJson("/.well-known/appattribution/report-attribution/", "{}");
            assertThat(copy.statusCode()).as(copy.body()).isEqualTo(500);
            assertThat(copy.body()).contains("unavailable_to_device");
            assertThat(postway.metric("postway_collect_unavailable_total", "")).isEqualTo(4);
            await().atMost(PATIENCE).until(() -> readiness(postway) == 503);

            kafka = EmbeddedKafka.start(port, directory.resolve("kafka"));
            await().atMost(PATIENCE).until(() -> device.triesToOpen(postway.http()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(partner.received())
                            .anySatisfy(callback -> assertThat(callback)
                                    .containsEntry("activity_kind", "install")
                                    .containsEntry("backinapp_click_id", "OUT-1")));
        } finally {
            kafka.close();
        }
    }

    private static int readiness(PostwayProcess postway) {
        return postway.management().get("/actuator/health/readiness").statusCode();
    }
}
