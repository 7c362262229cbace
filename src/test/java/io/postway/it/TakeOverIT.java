package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.Tokens;
import io.postway.event.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of two instances is killed under load. */
@LongOutage
class TakeOverIT {

    private static final Logger log = LoggerFactory.getLogger(TakeOverIT.class);

    private static final Topics TOPICS = new Topics("postway");
    private static final int PARTITIONS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static Cluster cluster;
    private static RecordingPartner partner;
    private static TopicReader topics;

    private static PostwayProcess one;
    private static PostwayProcess other;

    @BeforeAll
    static void start() {
        cluster = Cluster.start(directory);
        partner = cluster.partner();
        topics = cluster.topics();
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
    void aKilledInstanceLosesNothingAndDoublesNothing() throws ExecutionException, InterruptedException {
        var admin = new AdminApi(one.http());
        var apps = oneAppOfEachInstance();
        for (int i = 0; i < apps.size(); i++) {
            admin.createShop(apps.get(i), Tokens.random(7), 2000 + i);
        }
        var load = new Load(apps, List.of(one.http(), other.http()));

        load.start();
        await().atMost(PATIENCE).until(() -> load.answeredInstalls().size() >= 100);
        assertThat(one.metric("postway_attribution_read_total", "")).isPositive();
        assertThat(other.metric("postway_attribution_read_total", "")).isPositive();
        other.kill();
        var killedAt = Instant.now();
        awaitWorkOfEveryApp(apps);
        log.info("Every app was worked on again {} ms after the kill", since(killedAt));
        load.stop();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(idsOfInstalls()).containsAll(load.answeredInstalls()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received("install")).containsAll(load.answeredInstalls()));
        assertThat(installs().map(TakeOverIT::idfa)).doesNotHaveDuplicates();
        assertThat(topics.readAll(TOPICS.attributed()).stream().map(found -> found.id() + "/" + found.kind()))
                .doesNotHaveDuplicates();
        assertThat(topics.readAll(TOPICS.callbacks()).stream().map(Callback::callbackId))
                .doesNotHaveDuplicates();
    }

    /** A report that comes in now leads to a callback, whichever app it is for. */
    private void awaitWorkOfEveryApp(List<String> apps) {
        for (String app : apps) {
            var device = Device.named(app, "none", "after the kill " + app);
            device.opens(one.http());
            awaitCallback("install", device.idfa());
        }
    }

    /** Apps whose partitions are worked on by different instances. */
    private static List<String> oneAppOfEachInstance() throws ExecutionException, InterruptedException {
        var group = TOPICS.named("attribution");
        try (var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            await().atMost(PATIENCE)
                    .until(() -> partitionsByMember(admin, group).size() == 2);
            return partitionsByMember(admin, group).stream()
                    .map(partitions -> appIn(partitions.iterator().next()))
                    .toList();
        }
    }

    private static List<Set<Integer>> partitionsByMember(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        var members = admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members();
        return members.stream()
                .map(TakeOverIT::partitions)
                .filter(partitions -> !partitions.isEmpty())
                .toList();
    }

    private static Set<Integer> partitions(MemberDescription member) {
        return member.assignment().topicPartitions().stream()
                .filter(partition ->
                        partition.topic().equals(TOPICS.activities().name()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    /** A new token that Kafka's default partitioner puts there. */
    private static String appIn(int partition) {
        return Stream.generate(() -> Tokens.random(12))
                .filter(token -> Utils.toPositive(Utils.murmur2(token.getBytes(StandardCharsets.UTF_8))) % PARTITIONS
                        == partition)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Attributed> installs() {
        return topics.readAll(TOPICS.attributed()).stream()
                .filter(attributed -> attributed.kind() == ActivityKind.INSTALL);
    }

    private static Set<String> idsOfInstalls() {
        return installs().map(TakeOverIT::idfa).collect(Collectors.toSet());
    }

    private static String idfa(Attributed attributed) {
        return attributed.activity().parameters().value("idfa").orElseThrow();
    }

    private static Set<String> received(String kind) {
        return partner.received().stream()
                .filter(callback -> kind.equals(callback.get("activity_kind")))
                .map(callback -> callback.getOrDefault("idfa", ""))
                .collect(Collectors.toSet());
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
