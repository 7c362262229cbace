package io.postway.collect.skadnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postway.apple.SignatureCheck;
import io.postway.apple.Vector;
import io.postway.collect.Received;
import io.postway.collect.RefusedException;
import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.event.Postback;
import io.postway.event.Postback.Flag;
import io.postway.event.Postback.Signature.State;
import io.postway.event.RawBytes;
import io.postway.event.Rejected.RequestLine;
import io.postway.event.Stamp;
import io.postway.event.Tracker;
import io.postway.event.TrackerToken;
import io.postway.settings.Settings;
import io.postway.settings.SettingsFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What an ad network appends, and what we add; the postback itself is Apple's own sample of 4.0. */
class PostbackJudgeTest {

    private static final Instant RECEIVED = Instant.parse("2026-03-10T12:00:00Z");

    /** Known since its link had another name. */
    private static final Tracker SUB_LEVEL =
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "Before", List.of("spring", "sports"), null);

    private final Settings settings = SettingsFixture.shop().latest();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // value                | taken as                 | warned of
                "-,                       2026-03-10T12:00:00Z,      -",
                "'\"\"',                  2026-03-10T12:00:00Z,      -",
                "'\"  \"',                2026-03-10T12:00:00Z,      -",
                "null,                    2026-03-10T12:00:00Z,      timestamp is null",
                "1597151456,              2020-08-11T13:10:56Z,      -",
                "'\"1597151456\"',        2020-08-11T13:10:56Z,      -",
                "'\" 1597151456 \"',      2020-08-11T13:10:56Z,      -",
                "0,                       1970-01-01T00:00:00Z,      -",
                "1773144030,              2026-03-10T12:00:30Z,      -",
                "1773144061,              2026-03-10T12:00:00Z,      must not be in the future",
                "1597151456000,           2026-03-10T12:00:00Z,      not milliseconds",
                "'\"1597151456123\"',     2026-03-10T12:00:00Z,      not milliseconds",
                "-1,                      2026-03-10T12:00:00Z,      must be Unix seconds",
                "1.5e9,                   2026-03-10T12:00:00Z,      must be Unix seconds",
                "'\"2020-08-11\"',        2026-03-10T12:00:00Z,      must be Unix seconds",
                "true,                    2026-03-10T12:00:00Z,      must be Unix seconds",
                "9999999999999999999999,  2026-03-10T12:00:00Z,      must be Unix seconds"
            })
    void aTimestampIsTakenWhereItIsCredible(String json, Instant taken, String warning) {
        var postback = judge(body -> set(body, "timestamp", json));

        assertThat(postback.campaign().timestamp()).isEqualTo(taken);
        assertWarned(postback, warning);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,          ZZ, -",
                "'\"\"',     ZZ, -",
                "null,       ZZ, country is null",
                "'\"DE\"',   de, -",
                "'\"de\"',   de, -",
                "'\"zz\"',   ZZ, -",
                "'\"DEU\"',  ZZ, must be two letters",
                "49,         ZZ, must be two letters",
                "[],         ZZ, must be text"
            })
    void aCountryIsTwoLettersOrUnknown(String json, String taken, String warning) {
        var postback = judge(body -> set(body, "country", json).put("country-code", "FR"));

        assertThat(postback.campaign().country()).isEqualTo(taken);
        assertWarned(postback, warning);
    }

    @Test
    void theLinkNamesTheNetworkAndTheLevelsFollow() {
        var postback = judge(body -> body.put("adjust-tracker", "abc123")
                .put("adjust-campaign", "spring")
                .put("adjust-adgroup", "sports")
                .put("adjust-creative", "video"));

        assertThat(postback.campaign().link()).isEqualTo(new LinkToken("abc123"));
        assertThat(postback.campaign().trackerName()).isEqualTo("BackInApp::spring::sports::video");
    }

    @Test
    void aSubLevelsTokenNamesItsLevels() {
        var token = SUB_LEVEL.token().value();

        var postback = judge(body -> body.put("adjust-tracker", token));
        assertThat(postback.campaign().link()).isEqualTo(new LinkToken("abc123"));
        assertThat(postback.campaign().trackerName()).isEqualTo("BackInApp::spring::sports");
        assertThat(postback.warnings()).isEmpty();

        var named = judge(body -> body.put("adjust-tracker", token).put("adjust-campaign", "autumn"));
        assertThat(named.campaign().trackerName()).isEqualTo("BackInApp::autumn");
    }

    @Test
    void namesAreKeptAsTheyCameAndMacrosAreNone() {
        var postback = judge(body -> body.put("adjust-campaign", "[EU]")
                .put("adjust-adgroup", "00000000")
                .put("adjust-creative", "{creative}"));

        assertThat(postback.campaign().trackerName()).isEqualTo("Demo Network::[EU]::00000000");
        assertThat(postback.warnings()).containsExactly("adjust-creative is a macro that nobody has replaced: ignored");
    }

    @Test
    void withoutALinkTheNetworkItselfIsNamed() {
        assertThat(judge(body -> body.put("adjust-adgroup", "sports"))
                        .campaign()
                        .trackerName())
                .isEqualTo("Demo Network::unknown::sports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzzzz", "ABC123", "session", "with space", "x"})
    void anUnknownTrackerIsKeptAndFlagged(String token) {
        var postback = judge(body -> body.put("adjust-tracker", token).put("adjust-campaign", "spring"));

        assertThat(postback.flags()).containsExactly(Flag.UNKNOWN_LINK);
        assertThat(postback.campaign().link()).isNull();
        assertThat(postback.campaign().trackerName()).isEqualTo("Demo Network::spring");
    }

    @Test
    void anEmptyTrackerIsNone() {
        assertThat(judge(body -> body.put("adjust-tracker", "")).flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"adjust-campaign", "adjust-adgroup-id", "adjust-creative", "ip-address", "user-agent"})
    void aFaultInAnAppendedFieldCostsOnlyTheField(String field) {
        for (String json : new String[] {"[]", "{}", "true", "\"half \\ud83d\"", "\"" + "x".repeat(3_000) + "\""}) {
            var postback = judge(body -> set(body, field, json));

            assertThat(postback.signature().state()).isEqualTo(State.VALID);
            assertThat(postback.campaign().trackerName()).isEqualTo("Demo Network");
            assertWarned(postback, field + " must be text of at most");
        }
    }

    @Test
    void idsMayBeNumbers() {
        var campaign = judge(body -> body.put("adjust-campaign-id", 4711)
                        .put("adjust-adgroup-id", 10_738_027_756L)
                        .put("adjust-creative-id", "c-1"))
                .campaign();

        assertThat(campaign.campaignId()).isEqualTo("4711");
        assertThat(campaign.adgroupId()).isEqualTo("10738027756");
        assertThat(campaign.creativeId()).isEqualTo("c-1");
    }

    @Test
    void underscoresAreUnderstoodWithAWarning() {
        var postback = judge(body ->
                body.put("ip_address", "192.0.2.7").put("user_agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1)"));

        assertThat(postback.campaign().ipAddress()).isEqualTo("192.0.2.7");
        assertThat(postback.campaign().userAgent()).startsWith("Mozilla/5.0");
        assertThat(postback.warnings())
                .containsExactlyInAnyOrder("ip_address is taken as ip-address", "user_agent is taken as user-agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"App Store", "SKAdNetwork/1.0", "okhttp/4.9"})
    void aUserAgentThatIsNoBrowsersGetsAdvice(String agent) {
        assertWarned(judge(body -> body.put("user-agent", agent)), "user-agent is no browser's");
    }

    @Test
    void anAppThatWeDoNotKnowIsFlagged() {
        var postback = judge(body -> body.put("app-id", 1));

        assertThat(postback.appToken()).isNull();
        assertThat(postback.flags()).containsExactly(Flag.UNKNOWN_APP);
        assertThat(postback.signature().state()).isEqualTo(State.INVALID);
        assertWarned(postback, "not counted: the signature is not Apple's");
    }

    @Test
    void anAdNetworkIdOfSomebodyElseIsFlagged() {
        var postback = judge(body -> body.put("ad-network-id", "other.skadnetwork"));

        assertThat(postback.flags()).containsExactly(Flag.UNREGISTERED_AD_NETWORK_ID);
    }

    @Test
    void theCaseOfAnAdNetworkIdIsApples() {
        assertThat(judge(body -> body.put("ad-network-id", "COM.EXAMPLE")).flags())
                .isEmpty();
    }

    @Test
    void aDevicesCopyBelongsToTheNetworkWithItsId() {
        var known = judge(body -> {}, Origin.device());
        var unknown = judge(body -> body.put("ad-network-id", "other.skadnetwork"), Origin.device());

        assertThat(known.networkName()).isEqualTo("Demo Network");
        assertThat(known.network()).isNull();
        assertThat(unknown.networkName()).isNull();
        assertThat(unknown.campaign().trackerName()).isEqualTo("other.skadnetwork");
    }

    @Test
    void everyFaultIsNamed() {
        assertThatThrownBy(() -> judge(body ->
                        body.put("campaign-id", 1).put("fidelity-type", 7).put("redownload", "yes")))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().faults()).hasSize(2);
                    assertThat(refused.refusal().message())
                            .isEqualTo("redownload: true or false, was \"yes\"; and 1 more.");
                });
    }

    private Postback judge(Consumer<ObjectNode> change) {
        return judge(
                change,
                Origin.forwardedBy(settings.network(SettingsFixture.NETWORK).orElseThrow()));
    }

    private Postback judge(Consumer<ObjectNode> change, Origin origin) {
        var body = Vector.named("skan-4.0-apple-doc-fine").body();
        change.accept(body);
        var stamp = new Stamp(UUID.randomUUID(), RECEIVED, settings.version());
        var request = new Received(
                stamp,
                new RequestLine("POST", "/skadnetwork/demonetwork", null),
                Map.of(),
                new byte[0],
                RawBytes.of(new byte[0]),
                "192.0.2.1");
        return new PostbackJudge(SignatureCheck.withApplesKeys(), this::subLevel)
                .judge(body, origin, settings, request);
    }

    private Optional<Tracker> subLevel(AppToken app, TrackerToken token) {
        return Optional.of(SUB_LEVEL)
                .filter(known ->
                        app.equals(SettingsFixture.SHOP) && known.token().equals(token));
    }

    private static ObjectNode set(ObjectNode body, String field, String json) {
        if (json != null) {
            body.set(field, Json.parse(json));
        }
        return body;
    }

    private static void assertWarned(Postback postback, String warning) {
        if (warning == null) {
            assertThat(postback.warnings()).isEmpty();
        } else {
            assertThat(postback.warnings()).anyMatch(found -> found.contains(warning));
        }
    }
}
