package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postway.apple.Vector;
import io.postway.event.AdAttributionKit;
import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.event.Postback;
import io.postway.event.Postback.Flag;
import io.postway.event.Postback.Route;
import io.postway.event.Postback.Signature.State;
import io.postway.event.Rejected;
import io.postway.event.SkanActivity;
import io.postway.event.SkanKind;
import io.postway.event.Topics;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What ad networks and Apple's devices send, through HTTP to what it counts as. */
class PostbackIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final String NETWORK = "/skadnetwork/demonetwork";
    private static final String SKAN_COPIES = "/.well-known/skadnetwork/report-attribution/";
    private static final String AAK_COPIES = "/.well-known/appattribution/report-attribution/";
    private static final Pattern MISSING_COMMA = Pattern.compile("(\"high\"|: 0|\"5239\")\n");

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

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.postway.apple.Vector#all")
    void everyKnownPostbackGetsItsVerdict(Vector vector) {
        var told = accepted(http.postJson(NETWORK, vector.body().toString()));

        assertThat(told.get("signature").stringValue()).isEqualTo(vector.signature());
        if (vector.name().equals("skan-2.2-real-zero-filled")) {
            assertThat(warnings(told)).anyMatch(warning -> warning.contains("valid without source-app-id"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("skanVectors")
    void everyKnownPostbackGetsItsVerdictInQueryForm(Vector vector) {
        var query = vector.body().properties().stream()
                .map(field -> "sk_" + sk(field.getKey()) + "="
                        + encoded(field.getValue().asString()))
                .collect(Collectors.joining("&"));

        var told = accepted(http.get(NETWORK + "?" + query));

        assertThat(told.get("signature").stringValue()).isEqualTo(vector.signature());
    }

    @Test
    void whatCameInQueryFormIsKeptAsItCame() {
        var payload = Vector.named("skan-2.2-apple-doc").body().toString();
        var query = "sk_payload=" + encoded(payload) + "&campaign=%7Bcampaign%7D&x=1";

        var kept = kept(accepted(http.get(NETWORK + "?" + query)));

        assertThat(kept.query()).isEqualTo(query);
        assertThat(kept.signature().state()).isEqualTo(State.VALID);
        assertThat(kept.campaign().trackerName()).isEqualTo("Demo Network");
    }

    private static Stream<Vector> skanVectors() {
        return Vector.all().filter(vector -> !vector.body().has("jws-string"));
    }

    private static String sk(String appleName) {
        return appleName.replace('-', '_');
    }

    @Test
    void theGuidesExampleIsRefusedAsPrintedAndFlaggedOnceMended() throws IOException {
        var printed = file("/apple/forwarded-as-printed.json");

        var refused = http.postJson(NETWORK, printed);

        assertThat(refused.statusCode()).isEqualTo(400);
        var fault = Json.MAPPER.readTree(refused.body()).get("errors").get(0);
        assertThat(fault.get("line").intValue()).isEqualTo(13);
        assertThat(fault.get("column").intValue()).isPositive();
        assertThat(fault.get("hint").stringValue()).isEqualTo("a comma is missing after line 12, column 33");
        var told =
                accepted(http.postJson(NETWORK, MISSING_COMMA.matcher(printed).replaceAll("$1,\n")));
        assertThat(told.get("signature").stringValue()).isEqualTo("invalid");
    }

    @Test
    void whatTheNetworkAppendsIsUnderstood() {
        var body = Vector.named("skan-4.0-apple-doc-fine").body().deepCopy();
        body.put("transaction-id", UUID.randomUUID().toString())
                .put("adjust-tracker", "abc123")
                .put("adjust-campaign", "spring")
                .put("adjust-campaign-id", 4711)
                .put("adjust-creative", "video")
                .put("timestamp", "1597151456")
                .put("country", "DE")
                .put("ip_address", "192.0.2.7")
                .put("user-agent", "App Store")
                .put("something-else", "kept");

        var told = accepted(http.postJson(NETWORK, body.toString()));

        var kept = kept(told);
        assertThat(kept.appToken()).isEqualTo(new AppToken("demoshop0001"));
        assertThat(kept.campaign().link()).isEqualTo(new LinkToken("abc123"));
        assertThat(kept.campaign().trackerName()).isEqualTo("BackInApp::spring::unknown::video");
        assertThat(kept.campaign().campaignId()).isEqualTo("4711");
        assertThat(kept.campaign().timestamp()).isEqualTo(Instant.ofEpochSecond(1597151456));
        assertThat(kept.campaign().country()).isEqualTo("de");
        assertThat(kept.campaign().ipAddress()).isEqualTo("192.0.2.7");
        assertThat(text(kept.body().bytes())).isEqualTo(body.toString());
        assertThat(warnings(told))
                .anyMatch(warning -> warning.contains("ip_address is taken as ip-address"))
                .anyMatch(warning -> warning.startsWith("user-agent is no browser's"));
    }

    /** A slash too many in an ad network's configuration must not cost its postbacks. */
    @Test
    void aSlashAtTheEndOfThePathMakesNoDifference() {
        accepted(http.postJson(
                NETWORK + "/", Vector.named("skan-2.1-apple-doc").body().toString()));
    }

    @Test
    void whatOurSettingsDoNotKnowIsAcceptedAndFlagged() {
        var body = Vector.named("skan-4.0-fixture-edited").body().deepCopy();
        body.put("adjust-tracker", "zzzzzz");

        var told = accepted(http.postJson(NETWORK, body.toString()));

        assertThat(kept(told).flags())
                .containsExactlyInAnyOrder(Flag.UNKNOWN_APP, Flag.UNKNOWN_LINK, Flag.UNREGISTERED_AD_NETWORK_ID);
    }

    @Test
    void devicesSendCopiesToApplesPaths() {
        var skan = Vector.named("skan-4.0-apple-doc-coarse").body();
        var aak = Vector.named("aak-apple-doc-development-1").body();

        var first = kept(accepted(http.send(http.request(SKAN_COPIES).POST(BodyPublishers.ofString(skan.toString())))));
        var second = kept(accepted(http.postJson(AAK_COPIES, aak.toString())));
        var unknownApp = kept(accepted(http.postJson(
                SKAN_COPIES, Vector.named("skan-4.0-fixture-edited").body().toString())));

        assertThat(first.route()).isEqualTo(Route.DIRECT);
        assertThat(first.networkName()).isEqualTo("Demo Network");
        assertThat(first.network()).isNull();
        assertThat(second.claims()).isInstanceOf(AdAttributionKit.class);
        assertThat(second.signature().state()).isEqualTo(State.DEVELOPMENT);
        assertThat(unknownApp.flags()).contains(Flag.UNKNOWN_APP);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(activities(first.id()))
                        .extracting(SkanActivity::kind)
                        .containsExactly(SkanKind.SK_INSTALL_DIRECT));
    }

    @ParameterizedTest
    @ValueSource(strings = {SKAN_COPIES, AAK_COPIES, "/.well-known/skadnetwork/report-attribution"})
    void whatIsNoPostbackIsRefusedAtApplesPathsToo(String path) {
        assertThat(http.postJson(path, "{}").statusCode()).isEqualTo(400);
        assertThat(http.postJson(path, "nonsense").statusCode()).isEqualTo(400);
        assertThat(http.get(path).statusCode()).isEqualTo(405);
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
        kept(accepted(http.postJson(NETWORK, body.put("transaction-id", "real").toString())));
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
        accepted(
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
        accepted(http.postJson(
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
        accepted(http.postJson(
                "/skadnetwork/fillingnetwork",
                Vector.named("skan-3.0-apple-doc-winning").body().toString()));
        assertThat(http.postJson(NETWORK, garbage).statusCode()).isEqualTo(400);
    }

    @Test
    void whatAdNetworksReadWorksAsItIsPrinted() throws IOException, InterruptedException {
        assumeTrue(Readme.canRun(), "the page's lines need curl, which is not on this machine");
        var page = new Readme(Path.of("docs/ad-networks.md"), directory, http.base());

        assertThat(page.run("\"adjust-campaign\": \"spring\""))
                .contains("\"signature\":\"valid\"")
                .contains("\"warnings\":[]");
        assertThat(page.run("\"conversion-value\": 64"))
                .contains("\"field\":\"campaign-id\",\"rule\":\"an integer from 1 to 100\",\"value\":\"\\\"42\\\"\"")
                .contains("\"field\":\"transaction-id\",\"rule\":\"required: text of 1 to 256 characters\"")
                .contains("\"field\":\"conversion-value\"");
        assertThat(page.run("\"did-win\": true\n  \"postback"))
                .contains("(line 4, column 3): a comma is missing after line 3, column 17");
        assertThat(page.run("validate=1"))
                .contains("\"status\":\"validated\"")
                .contains("\"signature\":\"valid\"")
                .contains("3.0<U+2063>example123.skadnetwork<U+2063>42<U+2063>525463029<U+2063>");
        assertThat(page.run("sk_version")).contains("\"signature\":\"valid\"").contains("\"warnings\":[]");
        assertThat(page.run("jws-string")).contains("\"signature\":\"development\"");
        assertThat(page.size()).isEqualTo(6);
    }

    @Test
    void whoVerifiesIsToldToOperators() {
        var signatures = postway.management().getJson("/actuator/info").get("signatures");

        assertThat(signatures.get("provider").stringValue()).isNotBlank();
        assertThat(signatures.get("native").isBoolean()).isTrue();
    }

    @Test
    void theBooksOfTheStageBalanceAtRest() {
        accepted(
                http.postJson(NETWORK, Vector.named("skan-2.0-apple-doc").body().toString()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stage("read"))
                        .isPositive()
                        .isEqualTo(stage("counted") + stage("repeated") + stage("uncounted") + stage("rejected")));
    }

    private static double stage(String name) {
        return postway.metric("postway_skadnetwork_" + name + "_total", "");
    }

    private static ObjectNode accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var told = (ObjectNode) Json.MAPPER.readTree(answer.body());
        assertThat(told.get("status").stringValue()).isEqualTo("accepted");
        return told;
    }

    private static List<String> warnings(JsonNode told) {
        return told.get("warnings").valueStream().map(JsonNode::stringValue).toList();
    }

    private static Postback kept(JsonNode told) {
        var id = UUID.fromString(told.get("id").stringValue());
        return topics.readAll(TOPICS.postbacks()).stream()
                .filter(postback -> postback.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<SkanActivity> activities(UUID id) {
        return topics.readAll(TOPICS.skanActivities()).stream()
                .filter(activity -> activity.id().equals(id))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String file(String name) throws IOException {
        try (var file = PostbackIT.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
