package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.RawBytes;
import io.postway.event.Rejected;
import io.postway.event.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever is posted: what is a postback is accepted, nothing else is, and what is refused is kept byte for byte. With
 * {@code mvn verify -Pfuzz} over 120,000 bodies, in {@code mvn verify} over a few thousand.
 */
@ExtendWith(SharedInstance.Resolver.class)
class HostileBodiesIT {

    private static final Logger log = LoggerFactory.getLogger(HostileBodiesIT.class);

    private static final Topics TOPICS = new Topics("postway");
    private static final List<String> DOORS = List.of(
            "/skadnetwork/demonetwork",
            "/.well-known/skadnetwork/report-attribution/",
            "/.well-known/appattribution/report-attribution/");

    private static final String BODIES = "x-body";
    private static final String QUERIES = "x-query";
    private static final int SENDERS = 32;
    private static final int CASES = Integer.getInteger("postway.fuzz.cases", 3_000);
    private static final long SEED = Long.getLong("postway.fuzz.seed", 20_261_122L);

    private static PostwayProcess postway;
    private static TopicReader topics;

    @BeforeAll
    static void start(SharedInstance instance) {
        postway = instance.postway();
        topics = instance.topics();
    }

    @Test
    void whateverIsPostedIsJudgedRightlyAndKept() {
        var corpus = JsonTestSuite.bodies();

        var statuses = sendAll(corpus.size() + CASES, number -> send(number, body(number, corpus)));

        statuses.forEach((number, status) ->
                assertThat(status).as("body %d of seed %d", number, SEED).isEqualTo(expected(body(number, corpus))));
        var kept = refused(BODIES);
        statuses.forEach((number, status) -> {
            if (status == 200) {
                assertThat(kept).as("body %d of seed %d", number, SEED).doesNotContainKey(number);
            } else {
                assertKept(kept.get(number), body(number, corpus), number);
            }
        });
    }

    /** The query form has no types, so only this much can be said of all of them. */
    @Test
    void whateverComesInQueryFormIsAcceptedOrRefusedAndKept() {
        var statuses = sendAll(CASES / 10, HostileBodiesIT::sendQuery);

        var kept = refused(QUERIES);
        statuses.forEach((number, status) -> {
            assertThat(status).as("query %d of seed %d", number, SEED).isIn(200, 400);
            if (status == 400) {
                assertThat(kept.get(number).request().query()).isEqualTo(HostileBody.query(SEED + number));
            }
        });
    }

    /** Each number's answer. */
    private static Map<Integer, Integer> sendAll(int cases, IntUnaryOperator send) {
        var statuses = new ConcurrentHashMap<Integer, Integer>();
        var next = new AtomicInteger();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.execute(() -> {
                    for (int i = next.getAndIncrement(); i < cases; i = next.getAndIncrement()) {
                        statuses.put(i, send.applyAsInt(i));
                    }
                });
            }
        }
        log.info("Answers by status, seed {}: {}", SEED, counts(statuses));
        assertThat(statuses).hasSize(cases);
        return statuses;
    }

    private static byte[] body(int number, List<byte[]> corpus) {
        return number < corpus.size() ? corpus.get(number) : HostileBody.of(SEED + number);
    }

    private static int send(int number, byte[] body) {
        var door = DOORS.get(number % DOORS.size());
        return postway.http()
                .send(postway.http()
                        .request(door)
                        .header("Content-Type", "application/json")
                        .header(BODIES, String.valueOf(number))
                        .POST(BodyPublishers.ofByteArray(body)))
                .statusCode();
    }

    private static int sendQuery(int number) {
        return postway.http()
                .send(postway.http()
                        .request(DOORS.getFirst() + "?" + HostileBody.query(SEED + number))
                        .header(QUERIES, String.valueOf(number))
                        .GET())
                .statusCode();
    }

    private static int expected(byte[] body) {
        if (body.length > RawBytes.MAX_BYTES) {
            return 413;
        }
        return PostbackRules.accept(body) ? 200 : 400;
    }

    private static void assertKept(Rejected rejected, byte[] body, int number) {
        assertThat(rejected).as("body %d of seed %d is kept", number, SEED).isNotNull();
        assertThat(rejected.body().length()).isEqualTo(body.length);
        assertThat(rejected.body().bytes()).isEqualTo(Arrays.copyOf(body, Math.min(body.length, RawBytes.MAX_BYTES)));
    }

    /** What was kept of requests with this header, by its number. */
    private static Map<Integer, Rejected> refused(String header) {
        return topics.readAll(TOPICS.rejected()).stream()
                .filter(rejected -> rejected.headers().containsKey(header))
                .collect(Collectors.toMap(
                        rejected -> Integer.valueOf(rejected.headers().get(header)), rejected -> rejected));
    }

    private static Map<Integer, Long> counts(Map<Integer, Integer> statuses) {
        return statuses.values().stream().collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }
}
