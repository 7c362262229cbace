package io.postway.apple;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.apple.Reading.WellFormedPostback;
import io.postway.apple.Verdict.Invalid;
import io.postway.apple.Verdict.Valid;
import io.postway.event.Json;
import io.postway.event.Skan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every layout in every form that Apple describes, signed with keys of our own: Apple has published no signature of 4.0
 * with a source app, without a source, with index 1 or 2 or with {@code did-win} false, of 3.0 and 4.0 with fidelity 0,
 * and none by AdAttributionKit's production key.
 */
class LayoutTest {

    private static final String SEPARATOR = "\u2063";
    private static final OwnKeys KEYS = new OwnKeys();
    private static final SignatureCheck CHECK = KEYS.check();

    /** Apple's order, written down once more: a test that asked the code for it would agree with anything. */
    private static final Map<String, List<String>> SIGNED = Map.of(
            "1.0", List.of("ad-network-id", "campaign-id", "app-id", "transaction-id"),
            "2.0", since20(),
            "2.1", since20(),
            "2.2", since20("fidelity-type"),
            "3.0", since20("fidelity-type", "did-win"),
            "4.0",
                    List.of(
                            "version",
                            "ad-network-id",
                            "source-identifier",
                            "app-id",
                            "transaction-id",
                            "redownload",
                            "source-app-id",
                            "source-domain",
                            "fidelity-type",
                            "did-win",
                            "postback-sequence-index"));

    private static List<String> since20(String... further) {
        var fields = new ArrayList<>(List.of(
                "version", "ad-network-id", "campaign-id", "app-id", "transaction-id", "redownload", "source-app-id"));
        fields.addAll(List.of(further));
        return fields;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormVerifiesInItsVersionsLayout(ObjectNode form) {
        var body = signed(form);

        assertThat(verify(body)).isEqualTo(new Valid(false));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theLayoutIsTheSignedFieldsThatWereReceived(ObjectNode form) {
        var claims = (Skan) read(signed(form)).claims();

        var message = SignedMessage.of(claims).orElseThrow();
        assertThat(message.layout()).isEqualTo(signedFields(form));
        assertThat(message.shown()).isEqualTo(message(form).replace(SEPARATOR, "<U+2063>"));
    }

    /** What Apple does not sign may be there or not. */
    @ParameterizedTest
    @MethodSource("forms")
    void unsignedFieldsMakeNoDifference(ObjectNode form) {
        var body = signed(form);
        body.put("adjust-campaign", "spring").put("timestamp", 1597151456).put("country", "de");
        if (!form.path("version").asString("1.0").equals("1.0")) {
            body.put("conversion-value", 63)
                    .put("coarse-conversion-value", "low")
                    .put("country-code", "DE");
        }

        assertThat(verify(body)).isEqualTo(new Valid(false));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anotherMessagesSignatureIsInvalid(ObjectNode form) {
        var body = signed(form);
        body.put("transaction-id", "another");

        assertThat(verify(body)).isInstanceOf(Invalid.class);
    }

    /** A value that holds the separator could stand for two fields. */
    @ParameterizedTest
    @MethodSource("forms")
    void aSeparatorWithinAValueIsInvalidEvenIfSigned(ObjectNode form) {
        form.put("transaction-id", "a" + SEPARATOR + "b");

        assertThat(verify(signed(form))).isInstanceOf(Invalid.class);
    }

    /** An app's number stands where a site's name would, so one signed message could be read in two ways. */
    @Test
    void anAppsNumberAsASitesNameIsInvalidEvenIfSigned() {
        var form = base("4.0")
                .put("redownload", true)
                .put("source-domain", "1234567891")
                .put("fidelity-type", 1)
                .put("did-win", true)
                .put("postback-sequence-index", 0);

        assertThat(verify(signed(form))).isInstanceOf(Invalid.class);
    }

    private static Stream<ObjectNode> forms() {
        return Stream.of("1.0", "2.0", "2.1", "2.2", "3.0", "4.0").flatMap(LayoutTest::forms);
    }

    private static Stream<ObjectNode> forms(String version) {
        var forms = Stream.of(base(version));
        if (!version.equals("1.0")) {
            forms = forms.flatMap(form -> Stream.of(
                    form.deepCopy().put("redownload", true), form.deepCopy().put("redownload", false)));
            forms = forms.flatMap(form -> sources(form, version));
        }
        if (SIGNED.getOrDefault(version, List.of()).contains("fidelity-type")) {
            forms = forms.flatMap(
                    form -> Stream.of(0, 1).map(fidelity -> form.deepCopy().put("fidelity-type", fidelity)));
        }
        if (SIGNED.getOrDefault(version, List.of()).contains("did-win")) {
            forms = forms.flatMap(form -> Stream.of(
                    form.deepCopy().put("did-win", true), form.deepCopy().put("did-win", false)));
        }
        return version.equals("4.0")
                ? forms.flatMap(
                        form -> Stream.of(0, 1, 2).map(index -> form.deepCopy().put("postback-sequence-index", index)))
                : forms;
    }

    private static Stream<ObjectNode> sources(ObjectNode form, String version) {
        var withoutAndWithApp = Stream.of(form.deepCopy(), form.deepCopy().put("source-app-id", 1234567891L));
        return version.equals("4.0")
                ? Stream.concat(withoutAndWithApp, Stream.of(form.deepCopy().put("source-domain", "example.com")))
                : withoutAndWithApp;
    }

    private static ObjectNode base(String version) {
        var body = Json.MAPPER
                .createObjectNode()
                .put("version", version)
                .put("ad-network-id", "KBD757YWX3.skadnetwork")
                .put("app-id", 6_813_991_381L)
                .put("transaction-id", "6aafb7a5-0170-41b5-bbe4-fe71dedf1e28");
        return version.equals("4.0") ? body.put("source-identifier", "0039") : body.put("campaign-id", 100);
    }

    private static List<String> signedFields(ObjectNode form) {
        return SIGNED.getOrDefault(form.get("version").stringValue(), List.of()).stream()
                .filter(form::has)
                .toList();
    }

    private static String message(ObjectNode form) {
        return signedFields(form).stream()
                .map(name -> form.get(name).asString())
                .collect(Collectors.joining(SEPARATOR));
    }

    private static ObjectNode signed(ObjectNode form) {
        var version = form.get("version").stringValue();
        var signature = version.equals("1.0") || version.equals("2.0")
                ? KEYS.signWithP192(message(form))
                : KEYS.signWithP256(message(form));
        return form.deepCopy().put("attribution-signature", signature);
    }

    private static WellFormedPostback read(ObjectNode body) {
        return (WellFormedPostback) PostbackReader.read(body);
    }

    private static Verdict verify(ObjectNode body) {
        return CHECK.verify(read(body).claims());
    }
}
