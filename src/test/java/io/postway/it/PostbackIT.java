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
import io.postway.event.Skan;
import io.postway.event.SkanActivity;
import io.postway.event.SkanKind;
import io.postway.event.Topics;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ad networks and Apple's devices send, through HTTP to what it counts as. */
@ExtendWith(SharedInstance.Resolver.class)
class PostbackIT {

    private static final Topics TOPICS = new Topics("postway");
    private static final String NETWORK = "/skadnetwork/demonetwork";
    private static final String SKAN_COPIES = "/.well-known/skadnetwork/report-attribution/";
    private static final String AAK_COPIES = "/.well-known/appattribution/report-attribution/";
    private static final Pattern MISSING_COMMA = Pattern.compile("(\"high\"|: 0|\"5239\")\n");

    @TempDir
    private static Path directory;

    private static Http http;
    private static TopicReader topics;

    @BeforeAll
    static void start(SharedInstance instance) {
        http = instance.postway().http();
        topics = instance.topics();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.postway.apple.Vector#all")
    void everyKnownPostbackGetsItsVerdict(Vector vector) {
        var told = Accepted.from(http.postJson(NETWORK, vector.body().toString()));

        assertThat(told.signature()).isEqualTo(vector.signature());
        if (vector.name().equals("skan-2.2-real-zero-filled")) {
            assertThat(told.warnings()).anyMatch(warning -> warning.contains("valid without source-app-id"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("skanVectors")
    void everyKnownPostbackGetsItsVerdictInQueryForm(Vector vector) {
        var query = vector.body().properties().stream()
                .map(field -> "sk_" + sk(field.getKey()) + "="
                        + encoded(field.getValue().asString()))
                .collect(Collectors.joining("&"));

        var told = Accepted.from(http.get(NETWORK + "?" + query));

        assertThat(told.signature()).isEqualTo(vector.signature());
    }

    @Test
    void whatCameInQueryFormIsKeptAsItCame() {
        var payload = Vector.named("skan-2.2-apple-doc").body().toString();
        var query = "sk_payload=" + encoded(payload) + "&campaign=%7Bcampaign%7D&x=1";

        var kept = kept(Accepted.from(http.get(NETWORK + "?" + query)));

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
    void aTamperedPostbackIsAcceptedAndFlagged() {
        var told = Accepted.from(http.postJson(
                NETWORK,
                Vector.named("skan-2.2-apple-doc").body().put("campaign-id", 43).toString()));

        assertThat(told.signature()).isEqualTo("invalid");
        var kept = kept(told);
        assertThat(kept.signature().state()).isEqualTo(State.INVALID);
        assertThat(((Skan.V22) kept.claims()).campaignId()).isEqualTo(43);
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
        var told = Accepted.from(
                http.postJson(NETWORK, MISSING_COMMA.matcher(printed).replaceAll("$1,\n")));
        assertThat(told.signature()).isEqualTo("invalid");
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

        var told = Accepted.from(http.postJson(NETWORK, body.toString()));

        var kept = kept(told);
        assertThat(kept.appToken()).isEqualTo(new AppToken("demoshop0001"));
        assertThat(kept.campaign().link()).isEqualTo(new LinkToken("abc123"));
        assertThat(kept.campaign().trackerName()).isEqualTo("BackInApp::spring::unknown::video");
        assertThat(kept.campaign().campaignId()).isEqualTo("4711");
        assertThat(kept.campaign().timestamp()).isEqualTo(Instant.ofEpochSecond(1597151456));
        assertThat(kept.campaign().country()).isEqualTo("de");
        assertThat(kept.campaign().ipAddress()).isEqualTo("192.0.2.7");
        assertThat(text(kept.body().bytes())).isEqualTo(body.toString());
        assertThat(told.warnings())
                .anyMatch(warning -> warning.contains("ip_address is taken as ip-address"))
                .anyMatch(warning -> warning.startsWith("user-agent is no browser's"));
    }

    /** A slash too many in an ad network's configuration must not cost its postbacks. */
    @Test
    void aSlashAtTheEndOfThePathMakesNoDifference() {
        Accepted.from(http.postJson(
                NETWORK + "/", Vector.named("skan-2.1-apple-doc").body().toString()));
    }

    @Test
    void whatOurSettingsDoNotKnowIsAcceptedAndFlagged() {
        var body = Vector.named("skan-4.0-fixture-edited").body().deepCopy();
        body.put("adjust-tracker", "zzzzzz");

        var told = Accepted.from(http.postJson(NETWORK, body.toString()));

        assertThat(kept(told).flags())
                .containsExactlyInAnyOrder(Flag.UNKNOWN_APP, Flag.UNKNOWN_LINK, Flag.UNREGISTERED_AD_NETWORK_ID);
    }

    @Test
    void devicesSendCopiesToApplesPaths() {
        var skan = Vector.named("skan-4.0-apple-doc-coarse").body();
        var aak = Vector.named("aak-apple-doc-development-1").body();

        var first = kept(
                Accepted.from(http.send(http.request(SKAN_COPIES).POST(BodyPublishers.ofString(skan.toString())))));
        var second = kept(Accepted.from(http.postJson(AAK_COPIES, aak.toString())));
        var unknownApp = kept(Accepted.from(http.postJson(
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

    private static Postback kept(Accepted told) {
        return topics.find(TOPICS.postbacks(), told.id());
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
