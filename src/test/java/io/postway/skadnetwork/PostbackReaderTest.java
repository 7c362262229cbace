package io.postway.skadnetwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.skadnetwork.Reading.Malformed;
import io.postway.skadnetwork.Verdict.Unverifiable;
import io.postway.skadnetwork.Verdict.Valid;
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

        assertThat(postback.text(Field.COARSE_CONVERSION_VALUE)).contains("high");
        assertThat(postback.integer(Field.CAMPAIGN_ID)).isEmpty();
        assertThat(postback.warnings()).hasSize(4);
        assertThat(SignatureCheck.verify(postback)).isEqualTo(new Valid(false));
    }

    @Test
    void noVersionMeansTheFirstOne() {
        var postback = (SkanPostback) PostbackReader.read(parse("""
            {"ad-network-id":"com.example","campaign-id":42,"app-id":1,"transaction-id":"t","redownload":true,
             "attribution-signature":"x"}
            """));

        assertThat(postback.versionText()).isEqualTo("1.0");
        assertThat(postback.warnings()).isEmpty();
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

        assertThat(SignatureCheck.verify(postback)).isInstanceOf(Unverifiable.class);
    }

    @Test
    void theGuidesMisspellingIsUnderstood() {
        var postback = read(body -> body.set("source-identifer", body.remove("source-identifier")));

        assertThat(postback.text(Field.SOURCE_IDENTIFIER)).contains("5239");
        assertThat(postback.warnings()).containsExactly("source-identifer is taken as source-identifier");
    }

    private static SkanPostback read(Consumer<ObjectNode> change) {
        var body = parse(SKAN_4);
        change.accept(body);
        return (SkanPostback) PostbackReader.read(body);
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
