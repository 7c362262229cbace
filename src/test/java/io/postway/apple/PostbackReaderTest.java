package io.postway.apple;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.apple.Reading.Malformed;
import io.postway.apple.Reading.WellFormedPostback;
import io.postway.apple.Verdict.Unverifiable;
import io.postway.apple.Verdict.Valid;
import io.postway.event.CoarseValue;
import io.postway.event.Json;
import io.postway.event.Skan;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PostbackReaderTest {

    private static final String SKAN_4 = """
        {"version":"4.0","ad-network-id":"com.example","source-identifier":"5239","app-id":525463029,
         "transaction-id":"6aafb7a5-0170-41b5-bbe4-fe71dedf1e30","redownload":false,"source-domain":"example.com",
         "fidelity-type":1,"did-win":true,"postback-sequence-index":0,"conversion-value":63,
         "attribution-signature":"MEUCIGRmSMrqedNu6uaHyhVcifs118R5z/AB6cvRaKrRRHWRAiEAv96ne3dKQ5kJpbsfk4eYiePmrZUU6sQmo+7zfP/1Bxo="}
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "ad-network-id",
                "source-identifier",
                "app-id",
                "transaction-id",
                "redownload",
                "fidelity-type",
                "did-win",
                "postback-sequence-index",
                "attribution-signature"
            })
    void aRequiredFieldThatIsMissingIsAFault(String field) {
        assertThat(faultsOf(body -> body.remove(field))).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        "version, '\"2.3\"'",
        "version, '\"four\"'",
        "version, 4.0",
        "version, '\"\"'",
        "version, '\"04.0\"'",
        "version, '\"4.00\"'",
        "version, '\"3.1\"'",
        "ad-network-id, '\"\"'",
        "ad-network-id, 7",
        "source-identifier, 5239",
        "source-identifier, '\"5\"'",
        "source-identifier, '\"52390\"'",
        "app-id, '\"525463029\"'",
        "app-id, 5.25463029e8",
        "app-id, -1",
        "app-id, 99999999999999999999",
        "transaction-id, null",
        "transaction-id, '\"half \\ud83d\"'",
        "redownload, 1",
        "redownload, '\"true\"'",
        "source-domain, '\"\"'",
        "source-app-id, '\"x\"'",
        "fidelity-type, 2",
        "did-win, 0",
        "postback-sequence-index, 3",
        "conversion-value, 64",
        "conversion-value, -1",
        "conversion-value, '\"63\"'"
    })
    void aSignedFieldOutOfApplesRangeIsAFault(String field, String value) {
        assertThat(faultsOf(body -> body.set(field, Json.MAPPER.readTree(value))))
                .contains(field);
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThat(faultsOf(body -> {
                    body.remove("did-win");
                    body.put("fidelity-type", 9);
                    body.put("conversion-value", 99);
                }))
                .containsExactlyInAnyOrder("did-win", "fidelity-type", "conversion-value");
    }

    @Test
    void aWrongVersionHidesNoFaultThatAnyVersionHas() {
        assertThat(faultsOf(body -> {
                    body.put("version", "2.3");
                    body.remove("app-id");
                    body.put("transaction-id", "");
                }))
                .containsExactlyInAnyOrder("version", "app-id", "transaction-id");
    }

    @Test
    void sourceAppIdTogetherWithSourceDomainIsAFault() {
        assertThat(faultsOf(body -> body.put("source-app-id", 1))).containsExactly("source-domain");
    }

    @Test
    void whatApplesTextForbidsButNothingDependsOnIsAWarning() {
        var postback = read(body -> {
            body.put("coarse-conversion-value", "HIGH");
            body.put("campaign-id", 7);
            body.putNull("country-code");
        });

        assertThat(postback.claims().coarse()).contains(CoarseValue.HIGH);
        assertThat(postback.warnings())
                .containsExactlyInAnyOrder(
                        "campaign-id is not part of version 4.0: ignored",
                        "coarse-conversion-value is written in lower case by Apple",
                        "country-code is null: taken as absent",
                        "conversion-value and coarse-conversion-value never come together from Apple",
                        "source-identifier has two digits beside a coarse value and in later postbacks",
                        "the source of an ad never comes beside a coarse value or with a later postback");
        assertThat(verify(postback)).isEqualTo(new Valid(false));
    }

    @Test
    void noVersionMeansTheFirstOne() {
        var postback = (WellFormedPostback) PostbackReader.read(parse("""
            {"ad-network-id":"com.example","campaign-id":42,"app-id":1,"transaction-id":"t","redownload":true,
             "attribution-signature":"x"}
            """));

        assertThat(postback.claims()).isEqualTo(new Skan.V10("com.example", 42, 1, "t", true, "x"));
        assertThat(postback.warnings()).isEmpty();
    }

    /** Some forwarders send every field of every version, and null where Apple sent none. */
    @Test
    void newerFieldsThatAreNullDoNotMakeANewerVersion() {
        var postback = (WellFormedPostback) PostbackReader.read(parse("""
            {"version":null,"ad-network-id":"com.example","campaign-id":42,"app-id":1,"transaction-id":"t",
             "attribution-signature":"x","conversion-value":null,"did-win":null}
            """));

        assertThat(postback.claims()).isInstanceOf(Skan.V10.class);
        assertThat(postback.warnings()).hasSize(3);
    }

    @Test
    void noVersionBesideANewerFieldIsAFaultOfTheVersion() {
        assertThat(faultsOf(body -> body.remove("version"))).containsExactly("version");
    }

    @Test
    void aVersionAboveAllIsAcceptedAndUnverifiable() {
        var postback = read(body -> {
            body.put("version", "5.0");
            body.remove("did-win");
        });

        assertThat(verify(postback)).isInstanceOf(Unverifiable.class);
    }

    @Test
    void aVersionAboveAllStillHasConversionValuesUpTo63() {
        assertThat(faultsOf(body -> body.put("version", "5.0").put("conversion-value", 64)))
                .containsExactly("conversion-value");
    }

    @Test
    void whatApplesTiersNeverLeaveIsWarnedOf() {
        var loser = read(body -> body.put("did-win", false));
        var later = read(body -> body.put("postback-sequence-index", 2));

        assertThat(loser.warnings())
                .containsExactlyInAnyOrder(
                        "a conversion value never comes with did-win false",
                        "the source of an ad never comes with did-win false");
        assertThat(later.warnings())
                .containsExactlyInAnyOrder(
                        "conversion-value only comes with the first postback",
                        "source-identifier has two digits beside a coarse value and in later postbacks",
                        "the source of an ad never comes beside a coarse value or with a later postback");
    }

    @Test
    void lengthsAreCountedInCharacters() {
        assertThat(read(body -> body.put("transaction-id", "\uD83D\uDE00".repeat(256)))
                        .warnings())
                .isEmpty();
        assertThat(faultsOf(body -> body.put("transaction-id", "\uD83D\uDE00".repeat(257))))
                .containsExactly("transaction-id");
    }

    @Test
    void theGuidesMisspellingIsUnderstood() {
        var postback = read(body -> body.set("source-identifer", body.remove("source-identifier")));

        assertThat(((Skan.V40) postback.claims()).sourceIdentifier()).isEqualTo("5239");
        assertThat(postback.warnings()).containsExactly("source-identifer is taken as source-identifier");
    }

    private static Verdict verify(WellFormedPostback postback) {
        return SignatureCheck.withApplesKeys().verify(postback.claims());
    }

    private static WellFormedPostback read(Consumer<ObjectNode> change) {
        var body = parse(SKAN_4);
        change.accept(body);
        return (WellFormedPostback) PostbackReader.read(body);
    }

    private static Iterable<String> faultsOf(Consumer<ObjectNode> change) {
        var body = parse(SKAN_4);
        change.accept(body);
        var reading = PostbackReader.read(body);
        assertThat(reading).isInstanceOf(Malformed.class);
        return ((Malformed) reading).faults().stream().map(Fault::field).toList();
    }

    private static ObjectNode parse(String json) {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }
}
