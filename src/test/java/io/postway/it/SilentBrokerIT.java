package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Engagement;
import io.postway.event.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that takes records and does not say so: nobody is told yes before it does. */
class SilentBrokerIT {

    private static final Topics TOPICS = new Topics("postway");

    /** README: what a sender waits at most, 6 s, and something for a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @Test
    void noRedirectComesBeforeTheAcknowledgement() throws Exception {
        try (var broker = BrokerProcess.start(directory.resolve("kafka"));
                var partner = new RecordingPartner();
                var postway = PostwayProcess.start(
                        directory.resolve("postway"), PostwayProcess.onBroker(broker.bootstrapServers(), partner))) {
            var topics = new TopicReader(broker.bootstrapServers());
            new AdminApi(postway.http()).createShop("quietshop001", "quiet01", 525463029);
            assertThat(postway.http().get("/quiet01?n=1").statusCode()).isEqualTo(302);

            broker.freeze();
            var waiting = CompletableFuture.supplyAsync(() -> postway.http().get("/quiet01?n=2"));
            await().atMost(LIMIT).until(() -> postway.metric("postway_collect_in_flight", "door=\"click\"") == 1);
            assertThat(waiting).isNotDone();
            broker.thaw();
            assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(302);
            assertThat(isKept(topics, "n=2")).isTrue();

            broker.freeze();
            HttpResponse<String> refused = postway.http()
                    .send(postway.http().request("/quiet01?n=3").timeout(LIMIT).GET());
            broker.thaw();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(refused.headers().firstValue("Location")).isEmpty();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> postway.http().get("/quiet01?n=4").statusCode() == 302);
            assertThat(isKept(topics, "n=4")).isTrue();
        }
    }

    private static boolean isKept(TopicReader topics, String query) {
        return topics.readAll(TOPICS.activities()).stream()
                .anyMatch(activity ->
                        activity instanceof Engagement click && click.rawQuery().equals(query));
    }
}
