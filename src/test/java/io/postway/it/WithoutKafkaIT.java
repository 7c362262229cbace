package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Activity;
import io.postway.event.Engagement;
import io.postway.event.Rejected;
import io.postway.event.Session;
import io.postway.event.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Kafka is away when an instance starts. */
class WithoutKafkaIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What a start without Kafka may take: five seconds more than any, and much more on a busy machine. */
    private static final Duration START = Duration.ofMinutes(1);

    private static final String POSTBACK = """
        {"version":"2.2","ad-network-id":"com.example","campaign-id":42,
         "transaction-id":"6aafb7a5-0170-41b5-bbe4-fe71dedf1e28","app-id":525463029,
         "attribution-signature":"MA==","redownload":false,"source-app-id":1234567891,"fidelity-type":1}
        """;

    @TempDir
    private static Path directory;

    private static BrokerProcess broker;
    private static RecordingPartner partner;

    @BeforeAll
    static void start() throws IOException {
        broker = BrokerProcess.start(directory.resolve("kafka"));
        partner = new RecordingPartner();
        try (var earlier = launch("settled").awaitReady()) {
            var admin = new AdminApi(earlier.http());
            admin.createShop("awayshop0001", "away123", 525463029);
            admin.createNetwork("awaynetwork");
        }
        FileSystemUtils.copyRecursively(directory.resolve("settled"), directory.resolve("moved"));
    }

    @BeforeEach
    void takeKafkaAway() {
        broker.kill();
    }

    @AfterAll
    static void stop() {
        partner.close();
        broker.close();
    }

    @Test
    void itStartsWithTheSettingsThatItKnewAndKeepsWhatComes() throws IOException {
        try (var postway = launch("settled").awaitDoors()) {
            var devices = IntStream.range(0, 20)
                    .mapToObj(number -> Device.named("awayshop0001", "away123", "away" + number))
                    .toList();
            devices.forEach(device -> {
                device.clicks(postway.http());
                device.opens(postway.http());
            });
            var postback = postway.http().postJson("/skadnetwork/awaynetwork", POSTBACK);
            assertThat(postback.statusCode()).as(postback.body()).isEqualTo(200);
            assertThat(status(postway, "/nolink1")).isEqualTo(404);
            assertThat(postway.doors()).isEqualTo(200);

            broker.restart();
            postway.awaitReady();
            await().atMost(PATIENCE).until(() -> postway.metric("postway_collect_spool_waiting", "") == 0);

            var topics = new TopicReader(broker.bootstrapServers());
            var expected = devices.stream()
                    .flatMap(device -> Stream.of("Click " + device.idfa(), "Session " + device.idfa()))
                    .toList();
            assertThat(reported(topics)).containsExactlyElementsOf(expected);
            assertThat(topics.readAll(TOPICS.postbacks())).hasSize(1);
            assertThat(topics.readAll(TOPICS.rejected()))
                    .extracting(Rejected::reason)
                    .containsExactly("unknown_link");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(partner.received())
                            .filteredOn(callback -> "install".equals(callback.get("activity_kind")))
                            .hasSize(devices.size()));
        }
    }

    @Test
    @LongOutage
    void withoutSettingsItAsksToComeAgainUntilItHasReadThem() throws IOException {
        try (var postway = launch("empty-disk")) {
            await().atMost(START).until(() -> status(postway, "/away123") == 503);
            await().atMost(START).until(() -> postway.doors() == 503);

            broker.restart();

            await().atMost(PATIENCE).until(() -> status(postway, "/away123") == 302);
            postway.awaitReady();
            assertThat(postway.doors()).isEqualTo(200);
        }
    }

    @Test
    @LongOutage
    void settingsOfAnotherKafkaAreThrownAwayOnceItIsReached() throws IOException {
        try (var postway = launch("moved")) {
            await().atMost(START).until(() -> status(postway, "/away123") == 302);

            broker.startAnother(directory.resolve("another-kafka"));

            await().atMost(PATIENCE).until(() -> status(postway, "/away123") == 404);
            postway.awaitReady();
            new AdminApi(postway.http()).createShop("awayshop0002", "away456", 525463030);
            assertThat(status(postway, "/away456")).isEqualTo(302);
        }
    }

    private static PostwayProcess launch(String name) {
        return PostwayProcess.launch(
                directory.resolve(name), PostwayProcess.onBroker(broker.bootstrapServers(), partner));
    }

    private static int status(PostwayProcess postway, String path) {
        return postway.http().tryGet(path).map(answer -> answer.statusCode()).orElse(0);
    }

    /** What was reported with an id, in the order of the topic. */
    private static List<String> reported(TopicReader topics) {
        return topics.readAll(TOPICS.activities()).stream()
                .filter(activity -> activity.parameters().value("idfa").isPresent())
                .map(activity -> kind(activity) + " "
                        + activity.parameters().value("idfa").orElseThrow())
                .toList();
    }

    private static String kind(Activity activity) {
        return switch (activity) {
            case Engagement click -> "Click";
            case Session session -> "Session";
            default -> activity.getClass().getSimpleName();
        };
    }
}
