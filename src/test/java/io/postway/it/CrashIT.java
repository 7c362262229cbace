package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Activity;
import io.postway.event.Topics;
import io.postway.quickstart.FreePort;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start, killed under load: what was answered is there when it starts again. */
class CrashIT {

    private static final int PHONES = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 200;

    private final Topics topics = new Topics("postway");

    @TempDir
    private Path directory;

    /** Longer than a transaction may last: then Kafka itself has to clean up behind the dead. */
    @Test
    void nothingThatWasAnsweredIsMissingAfterAKill() {
        killAndStartAgainAfter(Duration.ofSeconds(7));
    }

    @Test
    @LongOutage
    void norIfItIsStartedAgainAtOnce() {
        killAndStartAgainAfter(Duration.ZERO);
    }

    private void killAndStartAgainAfter(Duration pause) {
        var settings = Map.of("POSTWAY_BROKER_PORT", String.valueOf(FreePort.any()));
        var first = PostwayProcess.start(directory, settings);

        Set<String> answered = reportUntilKilled(first);
        stayDown(pause);

        try (var second = PostwayProcess.start(directory, settings)) {
            assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_KILL);
            assertThat(recorded(settings.get("POSTWAY_BROKER_PORT"))).containsAll(answered);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(delivered(second.http())).containsAll(answered));
        }
    }

    private static void stayDown(Duration time) {
        var start = Instant.now();
        await().until(() -> Duration.between(start, Instant.now()).compareTo(time) >= 0);
    }

    /** Phones open the app for the first time, again and again, until nobody answers. */
    private static Set<String> reportUntilKilled(PostwayProcess postway) {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int phone = 0; phone < PHONES; phone++) {
                phones.execute(() -> {
                    while (reportInstall(postway.http(), answered)) {}
                });
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() >= ANSWERS_BEFORE_THE_KILL);
            postway.kill();
        }
        return answered;
    }

    private static boolean reportInstall(Http http, Set<String> answered) {
        var idfa = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        var answer = http.trySend(
                http.request("/session?app_token=demoshop0001&idfa=" + idfa).POST(BodyPublishers.noBody()));
        answer.filter(found -> found.statusCode() == 200).ifPresent(found -> answered.add(idfa));
        return answer.isPresent();
    }

    private Set<String> recorded(String brokerPort) {
        List<Activity> activities = new TopicReader("127.0.0.1:" + brokerPort).readAll(topics.activities());
        return activities.stream()
                .flatMap(activity -> activity.parameters().value("idfa").stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> delivered(Http http) {
        var ids = new HashSet<String>();
        http.getJson("/sandbox/backinapp/requests")
                .forEach(request ->
                        ids.add(request.get("parameters").path("idfa").asString()));
        return ids;
    }
}
