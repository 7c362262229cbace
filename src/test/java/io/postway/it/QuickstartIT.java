package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postway.event.ActivityKind;
import io.postway.event.Topics;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One command starts everything; these are the README's walk and what goes wrong on the way. */
class QuickstartIT {

    private static final Topics TOPICS = new Topics("postway");

    @TempDir
    private static Path directory;

    private static PostwayProcess postway;
    private static Http http;
    private static TopicReader topics;

    @BeforeAll
    static void start() {
        var quickstart = Quickstart.start(directory, Map.of());
        postway = quickstart.postway();
        http = postway.http();
        topics = quickstart.topics();
    }

    @AfterAll
    static void stop() {
        postway.close();
    }

    @Test
    void theReadmesWalkWorksAsItIsPrinted() throws IOException, InterruptedException {
        assumeTrue(Readme.canRun(), "the README's lines need curl, which is not on this machine");
        var readme = new Readme(Path.of("README.md"), directory, http.base());

        assertThat(readme.run("skadnetwork/demonetwork")).contains("\"signature\":\"valid\"");
        assertThat(readme.run("abc123?idfa=")).contains(" 302", "https://apps.apple.com/app/id525463029");
        assertThat(readme.run("/session")).isEqualTo("{\"status\":\"OK\"}");
        assertThat(readme.run("/event")).isEqualTo("{\"status\":\"OK\"}");
        var install = callback("install", "8C6CBC0D-5F43-4765-A6E6-84DFF3D24707");
        assertThat(install.get("tracker_name").stringValue()).isEqualTo("BackInApp::spring");
        assertThat(install.get("is_organic").stringValue()).isEqualTo("0");
        assertThat(install.get("backinapp_click_id").stringValue()).isEqualTo("click-1");
        var event = callback("event", "8C6CBC0D-5F43-4765-A6E6-84DFF3D24707");
        assertThat(event.get("event_name").stringValue()).isEqualTo("purchase");
        assertThat(event.get("revenue_float").stringValue()).isEqualTo("12.50");
        assertThat(event.get("currency").stringValue()).isEqualTo("EUR");
        assertThat(event.get("adid")).isEqualTo(install.get("adid"));
        assertThat(readme.run("sandbox/backinapp/requests")).contains("webhook-signature");
        assertThat(readme.run("/devices/")).contains("\"name\":\"BackInApp::spring\"", "\"credited_by\":");
        assertThat(readme.run("TOKEN=")).contains(" 200", "ETag: \"1\"");
        assertThat(readme.run("If-Match")).contains(" 200", "\"session_forwarding\":false");
        // As after an answer that was lost.
        assertThat(readme.run("If-Match")).contains(" 200", "\"session_forwarding\":false");
        assertThat(readme.run("conversion_schemas")).contains(" 200", "\"revenue_max\":20");
    }

    /** A 406 after the record has been made durable would have the sender send it again. */
    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "nonsense"})
    void whateverTheSenderAcceptsItHearsThatWeDid(String accept) {
        var session = http.send(http.request("/session?app_token=demoshop0001&idfa=" + UUID.randomUUID())
                .header("Accept", accept)
                .POST(BodyPublishers.noBody()));

        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body()).isEqualTo("{\"status\":\"OK\"}");
    }

    @Test
    void theLargestSessionThatTheDoorTakesGoesAllTheWay() {
        var id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        var form = "app_token=demoshop0001&idfa=" + id + "&install_receipt=";

        var answer = http.postForm("/session", form + "\u0001".repeat(1024 * 1024 - form.length()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(callback("install", id).get("is_organic").stringValue()).isEqualTo("1");
    }

    @Test
    void clicksWithLongQueriesHoldNothingUp() {
        var id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        for (int click = 0; click < 40; click++) {
            http.get("/abc123?idfa=" + id + "&x=" + "y".repeat(30_000));
        }

        http.postForm("/session", "app_token=demoshop0001&idfa=" + id);

        assertThat(callback("install", id).get("is_organic").stringValue()).isEqualTo("0");
    }

    @Test
    void brokenMacrosReachUs() throws IOException {
        var raw = "/abc123?idfa={idfa}&x=[a]|^`<>\\\"&backinapp_click_id=macro-1";

        var status = RawHttp.get(http.base(), raw);

        assertThat(status).contains(" 302");
        var click = topics.readAll(TOPICS.activities()).stream()
                .filter(activity ->
                        activity.parameters().value("backinapp_click_id").equals(Optional.of("macro-1")))
                .findFirst()
                .orElseThrow();
        assertThat(click.deviceIds().isEmpty()).isTrue();
        assertThat(click.parameters().byName()).containsEntry("x", "[a]|^`<>\\\"");
    }

    @Test
    void aReportWithAnIdempotencyKeyCountsOnce() {
        var id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        http.postForm("/session", "app_token=demoshop0001&idfa=" + id);
        for (int times = 0; times < 3; times++) {
            var answer = http.send(http.request("/event?app_token=demoshop0001&event_token=ev0001&idfa=" + id)
                    .header("Idempotency-Key", "\"" + id + "\"")
                    .GET());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        await().untilAsserted(() -> assertThat(topics.readAll(TOPICS.rejected()))
                .filteredOn(rejected -> rejected.reason().equals("repeated_report"))
                .hasSize(2));
        assertThat(topics.readAll(TOPICS.attributed()))
                .filteredOn(attributed -> attributed.kind() == ActivityKind.EVENT)
                .filteredOn(
                        attributed -> attributed.activity().deviceIds().keys().anyMatch(key -> key.endsWith(id)))
                .hasSize(1);
    }

    @Test
    void adminsNeedTheirToken() {
        assertThat(http.get("/api/v1/apps").statusCode()).isEqualTo(401);
        assertThat(http.send(http.request("/api/v1/apps")
                                .header("Authorization", "Bearer wrong")
                                .GET())
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void theBooksOfEachDoorBalanceAtRest(String door) {
        http.postForm("/session", "app_token=demoshop0001&idfa=" + UUID.randomUUID());
        http.get("/nolink1");

        await().untilAsserted(() -> assertThat(collected("received", door))
                .isPositive()
                .isEqualTo(collected("published", door)
                        + collected("rejected", door)
                        + collected("unavailable", door)
                        + collected("failed", door)));
    }

    private static Stream<String> doors() {
        return Stream.of("click", "session");
    }

    @Test
    void theBooksOfTheStagesBalanceAtRest() {
        var id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        http.postForm("/session", "app_token=demoshop0001&idfa=" + id);
        callback("install", id);

        await().untilAsserted(() -> {
            assertThat(metric("attribution_read") + metric("attribution_resumed"))
                    .isPositive()
                    .isEqualTo(metric("attribution_remembered")
                            + metric("attribution_noted")
                            + metric("attribution_deferred")
                            + metric("attribution_attributed")
                            + metric("attribution_rejected"));
            assertThat(metric("delivery_taken")).isPositive().isEqualTo(metric("delivery_settled"));
            assertThat(postway.metric("postway_delivery_in_flight", "")).isZero();
        });
    }

    private static double metric(String name) {
        return postway.metric("postway_" + name + "_total", "");
    }

    private static double collected(String name, String door) {
        return postway.metric("postway_collect_" + name + "_total", "door=\"" + door + "\"");
    }

    /** The callback of that kind for that device, once the sandbox has it. */
    private static ObjectNode callback(String kind, String idfa) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> find(kind, idfa), found -> found != null);
    }

    private static ObjectNode find(String kind, String idfa) {
        for (JsonNode request : http.getJson("/sandbox/backinapp/requests")) {
            var parameters = (ObjectNode) request.get("parameters");
            if (kind.equals(parameters.path("activity_kind").asString())
                    && idfa.equals(parameters.path("idfa").asString())) {
                return parameters;
            }
        }
        return null;
    }
}
