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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kafka goes away under traffic: what was answered meanwhile comes to its topic once, in its order. */
class SpoolIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PHONES = 8;

    @TempDir
    private Path directory;

    private BrokerProcess broker;
    private RecordingPartner partner;
    private PostwayProcess postway;

    @BeforeEach
    void start() throws IOException {
        broker = BrokerProcess.start(directory.resolve("kafka"));
        partner = new RecordingPartner();
    }

    @AfterEach
    void stop() throws Exception {
        broker.thaw();
        postway.close();
        partner.close();
        broker.close();
    }

    /** How Kafka goes away, and comes back. */
    enum Outage {
        /** It keeps what it has not read yet: a write that timed out may be carried out later. */
        SILENCE {
            @Override
            void begin(BrokerProcess broker) throws Exception {
                broker.freeze();
            }

            @Override
            void end(BrokerProcess broker) throws Exception {
                broker.thaw();
            }
        },
        DEATH {
            @Override
            void begin(BrokerProcess broker) {
                broker.kill();
            }

            @Override
            void end(BrokerProcess broker) throws Exception {
                broker.restart();
            }
        };

        abstract void begin(BrokerProcess broker) throws Exception;

        abstract void end(BrokerProcess broker) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnsweredDuringAnOutageArrivesOnceAndInOrder(Outage outage) throws Exception {
        startWithShop(Map.of());
        var phones = Phones.follow(postway.http(), "spool12", PHONES);
        await().atMost(PATIENCE).until(() -> phones.count() >= 200);

        outage.begin(broker);
        await().atMost(PATIENCE).until(() -> waiting() >= 500);
        outage.end(broker);

        // Under traffic, too, the spool becomes empty, and Kafka is written to again.
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        var spooled = postway.metric("postway_collect_spool_spooled_total", "");
        var before = phones.count();
        await().atMost(PATIENCE).until(() -> phones.count() >= before + 200);
        assertThat(postway.metric("postway_collect_spool_spooled_total", "")).isEqualTo(spooled);
        phones.end();
        assertArrivedOnceAndInOrder(phones);
        assertThat(postway.metric("postway_collect_unavailable_total", "")).isZero();
        assertThat(postway.metric("postway_collect_spool_drained_total", "")
                        + postway.metric("postway_collect_spool_skipped_total", ""))
                .isEqualTo(postway.metric("postway_collect_spool_spooled_total", ""));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnsweredBeforeAnInstanceIsKilledDuringAnOutageArrivesOnceAndInOrder(Outage outage) throws Exception {
        startWithShop(Map.of());
        var phones = Phones.follow(postway.http(), "spool12", PHONES);
        await().atMost(PATIENCE).until(() -> phones.count() >= 200);
        outage.begin(broker);
        await().atMost(PATIENCE).until(() -> waiting() >= 500);

        postway.kill();
        phones.end();
        launch(Map.of());
        await().atMost(PATIENCE).until(this::redirects);
        outage.end(broker);

        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertThat(phones.count()).isGreaterThan(500);
        assertArrivedOnceAndInOrder(phones);
    }

    /** Killed again and again while the spool is being emptied: what Kafka had acknowledged is not sent again. */
    @Test
    void whatWasOnItsWayWhenTheInstanceWasKilledArrivesOnce() throws Exception {
        startWithShop(Map.of());
        broker.kill();
        var phones = Phones.follow(postway.http(), "spool12", PHONES);
        await().atMost(PATIENCE).until(() -> waiting() >= 2_000);
        broker.restart();
        await().atMost(PATIENCE).until(() -> postway.metric("postway_collect_spool_drained_total", "") > 0);

        postway.kill();
        phones.end();
        launch(Map.of());

        postway.awaitReady();
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertArrivedOnceAndInOrder(phones);
    }

    @Test
    void aFullSpoolAsksToComeAgain() throws Exception {
        startWithShop(Map.of("POSTWAY_COLLECT_SPOOL_SIZE", "16MB"));
        broker.kill();
        var session = "app_token=spoolshop001&idfa=8C6CBC0D-5F43-4765-A6E6-84DFF3D24707&padding=" + "x".repeat(900_000);

        for (var number = 0; number < 17; number++) {
            assertThat(postway.http().postForm("/session", session).statusCode())
                    .isEqualTo(200);
        }
        var refused = postway.http().postForm("/session", session);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(postway.management().get("/actuator/health/doors").statusCode())
                .isEqualTo(503);

        broker.restart();
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertThat(postway.http().postForm("/session", session).statusCode()).isEqualTo(200);
        assertThat(new TopicReader(broker.bootstrapServers()).readAll(TOPICS.activities()))
                .hasSize(18);
    }

    private void startWithShop(Map<String, String> settings) {
        launch(settings);
        postway.awaitReady();
        new AdminApi(postway.http()).createShop("spoolshop001", "spool12", 525463029);
    }

    private void launch(Map<String, String> settings) {
        var environment = new HashMap<>(PostwayProcess.onBroker(broker.bootstrapServers(), partner));
        environment.putAll(settings);
        postway = PostwayProcess.launch(directory.resolve("postway"), environment);
    }

    private boolean redirects() {
        return postway.http()
                .tryGet("/spool12?probe=1")
                .filter(answer -> answer.statusCode() == 302)
                .isPresent();
    }

    private double waiting() {
        return postway.metric("postway_collect_spool_waiting", "");
    }

    private void assertArrivedOnceAndInOrder(Phones phones) {
        var redirected = phones.redirected();
        var arrived = arrived();
        assertThat(arrived).doesNotHaveDuplicates();
        for (var phone = 0; phone < PHONES; phone++) {
            var own = "phone=%d&".formatted(phone);
            var expected = redirected.get(phone);
            // What was not answered may have arrived or not.
            assertThat(arrived.stream().filter(query -> query.startsWith(own)).filter(expected::contains))
                    .containsExactlyElementsOf(expected);
        }
    }

    private List<String> arrived() {
        return new TopicReader(broker.bootstrapServers())
                .readAll(TOPICS.activities()).stream()
                        .map(activity -> ((Engagement) activity).rawQuery())
                        .filter(query -> query.startsWith("phone="))
                        .toList();
    }
}
