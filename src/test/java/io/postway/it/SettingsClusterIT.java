package io.postway.it;

import static io.postway.it.AdminApi.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Callback;
import io.postway.event.Json;
import io.postway.event.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Three instances on one broker, whose settings everybody changes at once. */
class SettingsClusterIT {

    private static final Logger log = LoggerFactory.getLogger(SettingsClusterIT.class);

    private static final int WRITERS = 50;
    private static final int SETTINGS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topics TOPICS = new Topics("postway");

    @TempDir
    private static Path directory;

    private static Cluster cluster;
    private static List<PostwayProcess> instances;

    @BeforeAll
    static void start() {
        cluster = Cluster.start(directory);
        instances = IntStream.range(0, 3)
                .mapToObj(i -> cluster.launch("instance-" + i, Map.of("POSTWAY_ROLES", roles(i))))
                .toList();
        instances.forEach(PostwayProcess::awaitReady);
    }

    /** One decides for all; the others start sooner. */
    private static String roles(int instance) {
        return instance == 0 ? "collect,process,console" : "collect,console";
    }

    @AfterAll
    static void stop() {
        instances.forEach(PostwayProcess::close);
        cluster.close();
    }

    /** What one writer went through. */
    private record Story(String writer, String etag, int refused, int unanswered) {}

    /** Each adds itself to one list: an update that was lost would be one that is missing there. */
    @Test
    void ofFiftyWritersOnThreeInstancesNobodysChangeIsLost() throws Exception {
        admin(0).createShop("rivalshop001", "riva123", 4_001);
        var path = "/apps/rivalshop001/partners/backinapp";
        await().until(() -> instances.stream()
                .allMatch(instance -> new AdminApi(instance.http()).get(path).statusCode() == 200));

        var stories = new ArrayList<Story>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<Story>>();
            for (int i = 0; i < WRITERS; i++) {
                var number = i;
                writers.add(threads.submit(() -> write(path, number)));
            }
            for (var writer : writers) {
                stories.add(writer.get());
            }
        }

        var names = stories.stream().map(Story::writer).toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                partnerIds(Json.parse(admin(2).get(path).body())))
                        .containsExactlyInAnyOrderElementsOf(names("partner-1", names)));
        var history = Json.parse(
                        admin(1).get("/settings/history?limit=500&resource=apps/rivalshop001/partners/backinapp")
                                .body())
                .get("items");
        var added = new HashMap<String, String>();
        history.valueStream()
                .limit(WRITERS)
                .forEach(entry -> added.put('"' + entry.get("version").asString() + '"', newcomer(entry)));
        assertThat(added).hasSize(WRITERS);
        assertThat(stories).allSatisfy(story -> assertThat(added).containsEntry(story.etag(), story.writer()));
        assertThat(stories).anyMatch(story -> story.refused() > 0).anyMatch(story -> story.unanswered() > 0);
        log.info(
                "{} writers, {} refusals, {} answers lost",
                WRITERS,
                stories.stream().mapToInt(Story::refused).sum(),
                stories.stream().mapToInt(Story::unanswered).sum());
    }

    /** Reads, adds itself, saves; once refused, from the start, and without an answer the same again. */
    private static Story write(String path, int number) {
        var random = new SplittableRandom(number);
        var name = "writer-" + number;
        int refused = 0;
        int unanswered = 0;
        while (true) {
            var seen = ok(admin(random.nextInt(3)).get(path));
            var etag = seen.headers().firstValue("ETag").orElseThrow();
            // Never there without its own doing: the refusal before would have been false.
            assertThat(partnerIds(Json.parse(seen.body()))).doesNotContain(name);
            var body = Json.MAPPER.writeValueAsString(
                    Map.of("partner_ids", names(name, partnerIds(Json.parse(seen.body())))));
            Optional<HttpResponse<String>> answer = Optional.empty();
            for (boolean isPatient = random.nextInt(3) > 0; answer.isEmpty(); isPatient = true) {
                answer = patch(random.nextInt(3), path, etag, body, isPatient ? 20_000 : 1 + random.nextInt(20));
                unanswered += answer.isEmpty() ? 1 : 0;
            }
            if (answer.get().statusCode() == 200) {
                return new Story(name, answer.get().headers().firstValue("ETag").orElseThrow(), refused, unanswered);
            }
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(412);
            refused++;
        }
    }

    private static Optional<HttpResponse<String>> patch(
            int instance, String path, String etag, String body, int patienceMillis) {
        var http = instances.get(instance).http();
        return http.trySend(http.request("/api/v1" + path)
                        .timeout(Duration.ofMillis(patienceMillis))
                        .header("Authorization", "Bearer " + AdminApi.TOKEN)
                        .header("Content-Type", "application/json")
                        .header("If-Match", etag)
                        .method("PATCH", BodyPublishers.ofString(body)))
                // "Please send it again": it may have been saved all the same.
                .filter(answer -> answer.statusCode() != 503);
    }

    private static List<String> names(String first, List<String> others) {
        var all = new ArrayList<>(others);
        all.add(first);
        return all;
    }

    private static List<String> partnerIds(JsonNode panel) {
        return panel.get("partner_ids").valueStream().map(JsonNode::asString).toList();
    }

    /** Whom a change has added to the list. */
    private static String newcomer(JsonNode entry) {
        var difference = entry.get("diff").get(0);
        var after = new ArrayList<>(
                difference.get("after").valueStream().map(JsonNode::asString).toList());
        after.removeAll(
                difference.get("before").valueStream().map(JsonNode::asString).toList());
        assertThat(after).hasSize(1);
        return after.getFirst();
    }

    /** Partner id and label change together; a callback with one of each would have been rendered with a mix. */
    @Test
    void everyCallbackIsRenderedWithOneVersionOfTheSettingsAndNamesIt() throws Exception {
        var admin = admin(0);
        admin.createShop("flowshop0001", "flow123", 4_002);
        var path = "/apps/flowshop0001/partners/backinapp";
        var device = Device.named("flowshop0001", "flow123", "flow");
        device.opens(instances.get(0).http());
        var saved = new TreeMap<Long, Integer>();

        var atLeast = stream(device, () -> {
            for (int i = 0; i < SETTINGS; i++) {
                var answer = ok(admin.patch(
                        path, "*", "{\"partner_ids\":[\"p%d\"],\"event_links\":{\"ev0001\":\"p%d\"}}".formatted(i, i)));
                saved.put(version(answer), i);
                // Accepted after the answer: by these settings or later ones.
                device.buys(instances.get(0).http());
            }
        });

        var events = await().atMost(PATIENCE).until(() -> events("flowshop0001"), found -> found.size() >= atLeast);
        assertThat(events).allSatisfy(callback -> {
            var parameters = callback.payload();
            var partner = callback.partnerId();
            var valid = saved.floorEntry(callback.settingsVersion());
            assertThat(partner).isEqualTo(valid == null ? "partner-1" : "p" + valid.getValue());
            assertThat(parameters)
                    .contains(
                            "partner_id=" + partner + "&",
                            "event_name=" + (valid == null ? "purchase" : partner) + "&");
        });
        assertThat(events).extracting(Callback::partnerId).contains("p" + (SETTINGS - 1));
        assertThat(events.stream().map(Callback::partnerId).distinct().count()).isGreaterThanOrEqualTo(SETTINGS);
    }

    /** Lets the device buy on all instances while {@code changes} run; returns how many events were accepted. */
    private static int stream(Device device, Runnable changes) throws ExecutionException, InterruptedException {
        var isRunning = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var buyers = instances.stream()
                    .map(instance -> threads.submit(() -> {
                        int bought = 0;
                        while (isRunning.get()) {
                            device.buys(instance.http());
                            bought++;
                        }
                        return bought;
                    }))
                    .toList();
            try {
                changes.run();
            } finally {
                isRunning.set(false);
            }
            int bought = SETTINGS;
            for (var buyer : buyers) {
                bought += buyer.get();
            }
            return bought;
        }
    }

    private static List<Callback> events(String app) {
        return cluster.topics().readAll(TOPICS.callbacks()).stream()
                .filter(callback -> callback.appToken().value().equals(app))
                .filter(callback -> callback.payload().contains("activity_kind=event"))
                .toList();
    }

    private static long version(HttpResponse<String> answer) {
        return Long.parseLong(answer.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
    }

    private static AdminApi admin(int instance) {
        return new AdminApi(instances.get(instance).http());
    }
}
