package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Engagement;
import io.postway.event.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away under traffic: what was answered meanwhile comes to its topic once, in its order. */
class SpoolIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PHONES = 8;

    @TempDir
    private static Path directory;

    private static BrokerProcess broker;
    private static RecordingPartner partner;

    /** Each test leaves one running for the next one. */
    private static PostwayProcess postway;

    @BeforeAll
    static void start() throws IOException {
        broker = BrokerProcess.start(directory.resolve("kafka"));
        partner = new RecordingPartner();
        postway = launch("postway", Map.of()).awaitReady();
        new AdminApi(postway.http()).createShop("spoolshop001", "spool12", 525463029);
    }

    @AfterAll
    static void stop() {
        postway.kill();
        partner.close();
        broker.close();
    }

    @Test
    @LongOutage
    void whatIsAnsweredDuringAnOutageArrivesOnceAndInOrder() throws Exception {
        var phones = Phones.follow(postway.http(), "spool12", "outage", PHONES);
        await().atMost(PATIENCE).until(() -> phones.count() >= 200);

        broker.kill();
        await().atMost(PATIENCE).until(() -> waiting() >= 500);
        assertThat(postway.doors()).isEqualTo(200);
        broker.restart();

        // Under traffic, too, the spool becomes empty, and Kafka is written to again.
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        var spooled = postway.metric("postway_collect_spool_spooled_total", "");
        var before = phones.count();
        await().atMost(PATIENCE).until(() -> phones.count() >= before + 200);
        assertThat(postway.metric("postway_collect_spool_spooled_total", "")).isEqualTo(spooled);
        phones.end();
        assertArrivedOnceAndInOrder("outage", phones);
        assertThat(postway.metric("postway_collect_unavailable_total", "")).isZero();
        assertThat(postway.metric("postway_collect_spool_drained_total", "")
                        + postway.metric("postway_collect_spool_skipped_total", ""))
                .isEqualTo(spooled + postway.metric("postway_collect_spool_found_total", ""));
    }

    /** A broker that keeps silent carries out later what it had not read yet: writes that had timed out. */
    @Test
    void whatWasAnsweredBeforeTheInstanceWasKilledArrivesOnceAndInOrder() throws Exception {
        var phones = Phones.follow(postway.http(), "spool12", "silence", PHONES);
        await().atMost(PATIENCE).until(() -> phones.count() >= 200);
        broker.freeze();
        await().atMost(PATIENCE).until(() -> waiting() >= 500);

        postway.kill();
        phones.end();
        postway = launch("postway", Map.of()).awaitDoors();
        broker.thaw();

        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertArrivedOnceAndInOrder("silence", phones);
    }

    @Test
    @LongOutage
    void whatWasBeingSentWhenTheInstanceWasKilledArrivesOnceAndInOrder() throws Exception {
        broker.kill();
        // Some five hundred a file.
        var name = "sending&padding=" + "x".repeat(8_000);
        var phones = Phones.follow(postway.http(), "spool12", name, PHONES);
        await().atMost(PATIENCE).until(() -> waiting() >= 2_000);
        phones.end();
        var drained = postway.metric("postway_collect_spool_drained_total", "");
        broker.restart();
        await().atMost(PATIENCE).until(() -> postway.metric("postway_collect_spool_drained_total", "") > drained);

        postway.kill();
        postway = launch("postway", Map.of()).awaitReady();

        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertArrivedOnceAndInOrder(name, phones);
    }

    @Test
    @LongOutage
    void aFullSpoolAsksToComeAgain() throws Exception {
        try (var small =
                launch("small", Map.of("POSTWAY_COLLECT_SPOOL_SIZE", "16MB")).awaitReady()) {
            broker.kill();
            var idfa = UUID.randomUUID().toString();
            var session = "app_token=spoolshop001&idfa=" + idfa + "&padding=" + "x".repeat(900_000);
            var kept = 0;
            var refused = small.http().postForm("/session", session);
            for (; refused.statusCode() == 200; refused = small.http().postForm("/session", session)) {
                kept++;
            }

            assertThat(kept).isBetween(10, 18);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(small.doors()).isEqualTo(503);
            broker.restart();
            await().atMost(PATIENCE).until(() -> small.metric("postway_collect_spool_waiting", "") == 0);
            assertThat(small.http().postForm("/session", session).statusCode()).isEqualTo(200);
            assertThat(new TopicReader(broker.bootstrapServers()).readAll(TOPICS.activities()))
                    .filteredOn(activity -> activity.parameters()
                            .value("idfa")
                            .filter(idfa::equals)
                            .isPresent())
                    .hasSize(kept + 1);
        }
    }

    private static PostwayProcess launch(String name, Map<String, String> settings) {
        var environment = new HashMap<>(PostwayProcess.onBroker(broker.bootstrapServers(), partner));
        environment.putAll(settings);
        return PostwayProcess.launch(directory.resolve(name), environment);
    }

    private static double waiting() {
        return postway.metric("postway_collect_spool_waiting", "");
    }

    private static void assertArrivedOnceAndInOrder(String test, Phones phones) {
        var redirected = phones.redirected();
        var arrived = arrived(test);
        assertThat(arrived).doesNotHaveDuplicates();
        for (var phone = 0; phone < PHONES; phone++) {
            var own = "test=%s&phone=%d&".formatted(test, phone);
            var expected = redirected.get(phone);
            // What was not answered may have arrived or not.
            assertThat(arrived.stream().filter(query -> query.startsWith(own)).filter(expected::contains))
                    .containsExactlyElementsOf(expected);
        }
    }

    private static List<String> arrived(String test) {
        return new TopicReader(broker.bootstrapServers())
                .readAll(TOPICS.activities()).stream()
                        .filter(Engagement.class::isInstance)
                        .map(activity -> ((Engagement) activity).rawQuery())
                        .filter(query -> query.startsWith("test=" + test + "&"))
                        .toList();
    }
}
