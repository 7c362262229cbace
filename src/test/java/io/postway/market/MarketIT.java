package io.postway.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Json;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.it.AdminApi;
import io.postway.it.Cluster;
import io.postway.it.PostwayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The market over HTTP on two instances, of which one is killed half way: whatever has come onto the topic of
 * activities, the service makes of it what the reference does. With {@code mvn verify -Pmarket} of more than 200,000
 * records, in {@code mvn verify} of a few thousand; {@code -Dpostway.market.seed=…} makes up another one.
 */
@EnabledIfSystemProperty(
        named = "postway.market.records",
        matches = "[1-9][0-9]*",
        disabledReason = "a minute at least: mvn verify -Pmarket; MarketTest is the small form")
class MarketIT {

    private static final Logger log = LoggerFactory.getLogger(MarketIT.class);

    private static final Topics TOPICS = new Topics("postway");
    private static final long SEED = Long.getLong("postway.market.seed", 20_261_122L);
    private static final int RECORDS = Integer.getInteger("postway.market.records", 1_500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A redirect, a picture or yes, nothing to load ahead, and an erased device. */
    private static final List<Integer> EXPECTED = List.of(200, 204, 302, 451);

    @TempDir
    private Path directory;

    @Test
    void theServiceAgreesWithTheReferenceOnEveryRecord() throws IOException, ExecutionException, InterruptedException {
        // Some of the requests are refused: devices that were erased report again.
        var market = Market.of(SEED, RECORDS + RECORDS / 20, Tempo.NOW);
        var settings = settings();
        try (var cluster = Cluster.start(directory);
                var one = cluster.launch("one", settings);
                var other = cluster.launch("other", settings)) {
            one.awaitReady();
            other.awaitReady();
            var bearers = new Opening(new AdminApi(one.http())).open(market.shops());
            awaitSettings(other, market);

            var door = new HttpDoor(List.of(one.http(), other.http()), bearers);
            var lives = CompletableFuture.runAsync(() -> door.live(market.lives()));
            await().atMost(PATIENCE).until(() -> lives.isDone() || door.answered() >= RECORDS / 2);
            other.kill();
            door.remove(other.http());
            lives.join();
            log.info("Answers of seed {}: {}", SEED, door.answers());
            assertThat(door.answers().keySet()).isSubsetOf(EXPECTED);

            awaitDecisions(cluster);
            assertAgreement(cluster, market);
        }
    }

    private Map<String, String> settings() throws IOException {
        var networks = Files.write(directory.resolve("anonymous.txt"), Phone.anonymousNetworks());
        return Map.of(
                "POSTWAY_ANONYMOUS_NETWORKS", networks.toString(), "POSTWAY_COLLECT_TRUSTED_PROXIES", "127.0.0.1,::1");
    }

    private static void awaitSettings(PostwayProcess instance, Market market) {
        var admin = new AdminApi(instance.http());
        await().until(() -> market.shops().stream()
                .allMatch(shop -> admin.get("/apps/" + shop.token() + "/s2s_tokens")
                        .body()
                        .contains("back end")));
    }

    /** Until every activity has been read and what came of it is committed. */
    private static void awaitDecisions(Cluster cluster) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            await().atMost(PATIENCE).until(() -> remaining(admin) == 0);
        }
    }

    private static long remaining(Admin admin) throws ExecutionException, InterruptedException {
        var group = TOPICS.named("attribution");
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var topic = TOPICS.activities().name();
        var ends = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - (committed.containsKey(end.getKey())
                                ? committed.get(end.getKey()).offset()
                                : 0))
                .sum();
    }

    private static void assertAgreement(Cluster cluster, Market market) throws IOException {
        var activities = read(cluster, TOPICS.activities());
        var reference = new Reference(market.shops(), Market.anonymousNetworks());
        activities.forEach(reference::read);

        assertThat(activities).hasSizeGreaterThanOrEqualTo(RECORDS);
        new Agreement(read(cluster, TOPICS.attributed()), read(cluster, TOPICS.rejected()), false)
                .assertOn(reference, activities, SEED);
    }

    private static List<JsonNode> read(Cluster cluster, Topic<?> topic) {
        return cluster.topics().readBytes(topic).stream().map(Json::parse).toList();
    }
}
