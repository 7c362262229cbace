package io.postway.apple;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.apple.Reading.Malformed;
import io.postway.apple.Reading.WellFormedPostback;
import io.postway.apple.Verdict.Invalid;
import io.postway.apple.Verdict.Unverifiable;
import io.postway.apple.Verdict.Valid;
import io.postway.event.AdAttributionKit;
import io.postway.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Apple has published no postback signed by AdAttributionKit's production key: these are signed with one of our own.
 */
class AdAttributionKitTest {

    private static final OwnKeys KEYS = new OwnKeys();
    private static final SignatureCheck CHECK = KEYS.check();

    @ParameterizedTest
    @MethodSource("payloads")
    void everyFormOfAProductionPostbackVerifies(ObjectNode payload) {
        var body = body(KEYS.jws(AppleKeys.PRODUCTION_KID, payload));

        var postback = read(body);

        assertThat(CHECK.verify(postback)).isEqualTo(new Valid(false));
        assertThat(postback.didWin()).isEqualTo(payload.get("did-win").booleanValue());
        assertThat(postback.conversionType())
                .isEqualTo(payload.get("conversion-type").stringValue());
        assertThat(postback.sequenceIndex())
                .isEqualTo(payload.get("postback-sequence-index").intValue());
    }

    private static Stream<ObjectNode> payloads() {
        return Stream.of("download", "redownload", "re-engagement")
                .flatMap(type -> Stream.of(true, false)
                        .flatMap(won -> Stream.of(0, 1, 2)
                                .map(index -> payload()
                                        .put("conversion-type", type)
                                        .put("did-win", won)
                                        .put("postback-sequence-index", index))))
                .flatMap(payload -> Stream.of(
                        payload.deepCopy(),
                        payload.deepCopy().put("publisher-item-identifier", 6_813_991_381L),
                        payload.deepCopy().put("marketplace-identifier", "com.apple.AppStore"),
                        payload.deepCopy()
                                .put("publisher-item-identifier", 0)
                                .put("marketplace-identifier", "com.apple.AppStore")));
    }

    @Test
    void aKeyThatAppleHasNotPublishedProvesNothing() {
        var body = body(KEYS.jws("apple-cas-identifier/1", payload()));

        assertThat(CHECK.verify(read(body))).isInstanceOf(Unverifiable.class);
    }

    @Test
    void theSignatureOfAnotherKeyIsInvalid() {
        var body = body(new OwnKeys().jws(AppleKeys.PRODUCTION_KID, payload()));

        assertThat(CHECK.verify(read(body))).isInstanceOf(Invalid.class);
    }

    /** RFC 7515, section 4.1.11: what must be understood and is not, invalidates. */
    @Test
    void aCriticalHeaderThatNobodyKnowsIsInvalid() {
        var jws = KEYS.jws(AppleKeys.PRODUCTION_KID, payload()).split("\\.", -1);
        var header = encoded("{\"alg\":\"ES256\",\"kid\":\"apple-cas-identifier/0\",\"crit\":[\"x\"],\"x\":1}");

        assertThat(CHECK.verify(read(body(header + "." + jws[1] + "." + jws[2]))))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS256", "ES384", "es256", ""})
    void onlyOneAlgorithmIsEverAccepted(String algorithm) {
        var jws = KEYS.jws(AppleKeys.PRODUCTION_KID, payload()).split("\\.", -1);
        var header = encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"apple-cas-identifier/0\"}");

        assertThat(CHECK.verify(read(body(header + "." + jws[1] + "." + jws[2]))))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postback-identifier",
                "ad-network-identifier",
                "advertised-item-identifier",
                "impression-type",
                "conversion-type",
                "did-win",
                "postback-sequence-index",
                "source-identifier"
            })
    void aRequiredFieldThatIsMissingOrNullIsAFault(String field) {
        var missing = payload();
        missing.remove(field);
        var nothing = payload();
        nothing.putNull(field);

        assertThat(faultsOf(body(KEYS.jws(AppleKeys.PRODUCTION_KID, missing)))).containsExactly(field);
        assertThat(faultsOf(body(KEYS.jws(AppleKeys.PRODUCTION_KID, nothing)))).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({
        "postback-identifier, '\"\"'",
        "ad-network-identifier, 1",
        "advertised-item-identifier, '\"1\"'",
        "advertised-item-identifier, -1",
        "impression-type, '\"web\"'",
        "conversion-type, '\"reengagement\"'",
        "did-win, 1",
        "postback-sequence-index, 3",
        "source-identifier, 5239",
        "publisher-item-identifier, '\"1\"'",
        "marketplace-identifier, 7"
    })
    void aSignedFieldOutOfApplesRangeIsAFault(String field, String value) {
        var payload = payload();
        payload.set(field, Json.MAPPER.readTree(value));

        assertThat(faultsOf(body(KEYS.jws(AppleKeys.PRODUCTION_KID, payload)))).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a.b",
                "a.b.c",
                "e30.e30",
                "e30.W10.e30",
                "....",
                "e30.e30.e30.e30",
                "e30^.e30.e30",
                "e30A1.e30.e30",
                "e30=.e30.e30"
            })
    void whatIsNoJwsOfAJsonObjectIsAFault(String jws) {
        assertThat(faultsOf(body(jws))).contains("jws-string");
    }

    @Test
    void aJwsThatIsNoTextOrHasNoEndIsAFault() {
        var number = Json.MAPPER.createObjectNode().put("jws-string", 1);

        assertThat(faultsOf(number)).containsExactly("jws-string");
        assertThat(faultsOf(body("e30.e30." + "A".repeat(10_000)))).containsExactly("jws-string");
    }

    @Test
    void valuesBesideTheJwsAreCheckedToo() {
        var body = body(KEYS.jws(AppleKeys.PRODUCTION_KID, payload()));
        body.put("conversion-value", 64);
        assertThat(faultsOf(body)).containsExactly("conversion-value");

        body.put("conversion-value", 1)
                .put("coarse-conversion-value", "huge")
                .put("country-code", "Germany")
                .putNull("ad-interaction-type");
        assertThat(((WellFormedPostback) PostbackReader.read(body)).warnings()).hasSize(3);
    }

    @Test
    void whatIsOddButHarmlessIsWarnedOfAsInSkadnetwork() {
        var body = body(KEYS.jws(AppleKeys.PRODUCTION_KID, payload().putNull("marketplace-identifier")));
        body.put("coarse-conversion-value", "LOW");

        assertThat(((WellFormedPostback) PostbackReader.read(body)).warnings())
                .contains(
                        "marketplace-identifier is null: taken as absent",
                        "coarse-conversion-value is written in lower case by Apple");
    }

    private static ObjectNode payload() {
        return Json.MAPPER
                .createObjectNode()
                .put("postback-identifier", "85546EB7-FD39-44BC-8990-C98A4AC36A49")
                .put("ad-network-identifier", "example123.adattributionkit")
                .put("advertised-item-identifier", 10_738_027_756L)
                .put("impression-type", "app-impression")
                .put("conversion-type", "download")
                .put("did-win", true)
                .put("postback-sequence-index", 0)
                .put("source-identifier", "5239");
    }

    private static ObjectNode body(String jws) {
        return Json.MAPPER.createObjectNode().put("jws-string", jws).put("ad-interaction-type", "click");
    }

    private static AdAttributionKit read(ObjectNode body) {
        return (AdAttributionKit) ((WellFormedPostback) PostbackReader.read(body)).claims();
    }

    private static Iterable<String> faultsOf(ObjectNode body) {
        var reading = PostbackReader.read(body);
        assertThat(reading).isInstanceOf(Malformed.class);
        return ((Malformed) reading).faults().stream().map(Fault::field).toList();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
