package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.apple.Vector;
import io.postway.event.Json;
import io.postway.event.Postback;
import io.postway.event.Rejected;
import io.postway.event.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the postbacks' doors do besides judging: dry runs, limits, secrets, and requests that no client should send. */
class PostbackDoorsIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final String NETWORK = "/skadnetwork/demonetwork";
    private static final String SKAN_COPIES = "/.well-known/skadnetwork/report-attribution/";

    @TempDir
    private static Path directory;

    private static PostwayProcess postway;
    private static Http http;
    private static AdminApi admin;
    private static TopicReader topics;

    @BeforeAll
    static void start() {
        var quickstart = Quickstart.start(
                directory, Map.of("POSTWAY_ADMIN_TOKEN", AdminApi.TOKEN, "POSTWAY_COLLECT_REFUSED_PER_SOURCE", "1MB"));
        postway = quickstart.postway();
        http = postway.http();
        admin = new AdminApi(http);
        topics = quickstart.topics();
    }

    @AfterAll
    static void stop() {
        postway.close();
    }

    @Test
    void aDryRunTellsAll() {
        var body = Vector.named("skan-2.2-real-zero-filled").body();

        var own = Json.MAPPER.readTree(
                http.postJson(NETWORK + "?validate=1", body.toString()).body());
        var operators = Json.MAPPER.readTree(
                admin.post("/test/postback", body.toString()).body());

        for (JsonNode trial : List.of(own, operators)) {
            assertThat(trial.get("status").stringValue()).isEqualTo("validated");
            assertThat(trial.get("signature").stringValue()).isEqualTo("valid");
            assertThat(trial.get("layout").valueStream().map(JsonNode::stringValue))
                    .containsExactly(
                            "version",
                            "ad-network-id",
                            "campaign-id",
                            "app-id",
                            "transaction-id",
                            "redownload",
                            "fidelity-type");
            assertThat(trial.get("message").stringValue())
                    .startsWith("2.2<U+2063>")
                    .endsWith("<U+2063>0");
        }
    }

    @Test
    void aDryRunRecordsNothing() {
        var body = Vector.named("skan-4.0-branch-doc").body().put("transaction-id", "dry-run");

        assertThat(http.postJson(NETWORK + "?validate=1", body.toString()).statusCode())
                .isEqualTo(200);
        assertThat(admin.post("/test/postback", body.toString()).statusCode()).isEqualTo(200);
        assertThat(http.postJson(NETWORK + "?validate=1", "{\"dry-run\":1}").statusCode())
                .isEqualTo(400);
        assertThat(admin.post("/test/postback", "{\"dry-run\":").statusCode()).isEqualTo(400);

        // What came after it is there.
        kept(Accepted.from(
                http.postJson(NETWORK, body.put("transaction-id", "real").toString())));
        assertThat(topics.readAll(TOPICS.postbacks()))
                .noneMatch(postback -> postback.claims().transactionId().equals("dry-run"));
        assertThat(topics.readAll(TOPICS.rejected()))
                .noneMatch(rejected -> text(rejected.body().bytes()).contains("dry-run"));
    }

    /** Each used to be a server error, or lost. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "POST | Content-Type: application/json     | User-Agent: Mozilla \u0093x\u0094 | 200",
                "POST | Content-Type: application/json     | X-\u00fc: \u0080                  | 400",
                "POST | Content-Type: multipart/form-data  | X-Odd: 1                         | 415",
                "POST | -                                  | X-Odd: 1                         | 415",
                "PUT  | Content-Type: application/x-www-form-urlencoded | X-Odd: 1            | 405"
            })
    void oddRequestsAreAnsweredLikeAnyOther(String method, String type, String header, int status) throws IOException {
        var body = Vector.named("skan-2.0-apple-doc-first-example").body().put("x", "%zz=" + method + status);
        var headers = (type == null ? "" : type + "\r\n") + header + "\r\n";

        var answer = RawHttp.send(http.base(), method, NETWORK, headers, body.toString());

        assertThat(answer).contains(" " + status);
        var kept = status == 200
                ? topics.readAll(TOPICS.postbacks()).stream().map(Postback::body)
                : topics.readAll(TOPICS.rejected()).stream().map(Rejected::body);
        // Tomcat itself refuses a header's name that is none.
        if (status != 400) {
            assertThat(kept.map(found -> text(found.bytes()))).contains(body.toString());
        }
    }

    @Test
    void noTopicHoldsASecretPath() {
        Accepted.from(
                http.postJson(NETWORK, Vector.named("skan-2.0-apple-doc").body().toString()));
        assertThat(http.postJson(NETWORK, "[\"secret path\"]").statusCode()).isEqualTo(400);

        var rejected = topics.readAll(TOPICS.rejected()).stream()
                .filter(found -> text(found.body().bytes()).contains("secret path"))
                .findFirst()
                .orElseThrow();
        assertThat(rejected.request().path()).matches("/skadnetwork/sha256:[0-9a-f]{16}");
        assertThat(topics.readAll(TOPICS.postbacks()).stream().map(Json.MAPPER::writeValueAsString))
                .noneMatch(postback -> postback.contains("demonetwork"));
    }

    /** Anybody can send what Apple did not sign; only what Apple signed is taken without end. */
    @Test
    void copiesThatProveNothingAreLimitedToo() {
        var unsigned = Vector.named("skan-4.0-branch-doc")
                .body()
                .put("x", "y".repeat(60_000))
                .toString();
        var statuses = Stream.generate(() -> http.postJson(SKAN_COPIES, unsigned))
                .limit(30)
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(statuses).startsWith(200).endsWith(429, 429, 429);
        Accepted.from(http.postJson(
                SKAN_COPIES, Vector.named("skan-3.0-apple-doc-winning").body().toString()));
    }

    @Test
    void oneSourceCannotFillTheRoomForRefusedRequests() {
        admin.createNetwork("fillingnetwork");
        var garbage = "x".repeat(64 * 1024);
        var statuses = Stream.generate(() -> http.postJson("/skadnetwork/fillingnetwork", garbage))
                .limit(20)
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(statuses).startsWith(400, 400, 400).endsWith(429, 429, 429);
        assertThat(postway.metric("postway_collect_limited_total", "door=\"skadnetwork\""))
                .isEqualTo(Collections.frequency(statuses, 429));
        var limited = http.postJson("/skadnetwork/fillingnetwork", garbage);
        assertThat(limited.headers().firstValue("Retry-After")).contains("60");
        // What is right still comes in, and so does what others get wrong.
        Accepted.from(http.postJson(
                "/skadnetwork/fillingnetwork",
                Vector.named("skan-3.0-apple-doc-winning").body().toString()));
        assertThat(http.postJson(NETWORK, garbage).statusCode()).isEqualTo(400);
    }

    @Test
    void whoVerifiesIsToldToOperators() {
        var signatures = postway.management().getJson("/actuator/info").get("signatures");

        assertThat(signatures.get("provider").stringValue()).isNotBlank();
        assertThat(signatures.get("native").isBoolean()).isTrue();
    }

    @Test
    void theBooksOfTheStageBalanceAtRest() {
        Accepted.from(
                http.postJson(NETWORK, Vector.named("skan-2.0-apple-doc").body().toString()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stage("read"))
                        .isPositive()
                        .isEqualTo(stage("counted") + stage("repeated") + stage("uncounted") + stage("rejected")));
    }

    private static double stage(String name) {
        return postway.metric("postway_skadnetwork_" + name + "_total", "");
    }

    private static Postback kept(Accepted told) {
        return topics.find(TOPICS.postbacks(), told.id());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
