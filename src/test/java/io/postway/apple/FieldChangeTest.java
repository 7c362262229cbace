package io.postway.apple;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.apple.Reading.Malformed;
import io.postway.apple.Reading.WellFormedPostback;
import io.postway.event.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Of each postback that verifies: each field changed, removed or added, and whether it must still verify. */
class FieldChangeTest {

    private static final SignatureCheck CHECK = SignatureCheck.withApplesKeys();

    enum After {
        /** The change touches nothing that Apple signed. */
        VERIFIES,
        /** Apple did not sign this. */
        FAILS,
        /** It is no postback any more. */
        REFUSED
    }

    /** For each field another value that Apple might have sent. */
    private static final Map<String, List<String>> OTHER_VALUES = Map.ofEntries(
            Map.entry("ad-network-id", List.of("\"other.skadnetwork\"", "\"COM.EXAMPLE\"", "\"com.example \"")),
            Map.entry("campaign-id", List.of("7")),
            Map.entry("source-identifier", List.of("\"5240\"", "\"52\"", "\"0039\"")),
            Map.entry("app-id", List.of("525463030", "4820430325")),
            Map.entry("transaction-id", List.of("\"6AAFB7A5-0170-41B5-BBE4-FE71DEDF1E28\"", "\"other\"")),
            Map.entry("redownload", List.of("true", "false")),
            Map.entry("source-app-id", List.of("1234567892", "0")),
            Map.entry("source-domain", List.of("\"example.org\"", "\"Example.com\"")),
            Map.entry("fidelity-type", List.of("0", "1")),
            Map.entry("did-win", List.of("true", "false")),
            Map.entry("postback-sequence-index", List.of("0", "1", "2")),
            Map.entry("conversion-value", List.of("0", "63")),
            Map.entry("coarse-conversion-value", List.of("\"low\"", "\"medium\"")),
            Map.entry("country-code", List.of("\"FR\"")),
            Map.entry("attribution-signature", List.of("\"MAYCAQECAQE=\"", "\"AAAA\"", "\"not base64!\"")),
            Map.entry("ad-interaction-type", List.of("\"view\"", "\"click\"")),
            Map.entry("adjust-campaign", List.of("\"spring\"")),
            Map.entry("timestamp", List.of("1597151456")),
            Map.entry("country", List.of("\"de\"")),
            Map.entry("user-agent", List.of("\"App Store\"")));

    private static final Set<String> REQUIRED_EVERYWHERE =
            Set.of("ad-network-id", "app-id", "transaction-id", "attribution-signature");

    /** What a version signs, besides the fields that every postback must have. */
    private static final Map<String, Set<String>> SIGNED = Map.of(
            "2.0", Set.of("campaign-id", "redownload", "source-app-id"),
            "2.1", Set.of("campaign-id", "redownload", "source-app-id"),
            "2.2", Set.of("campaign-id", "redownload", "source-app-id", "fidelity-type"),
            "3.0", Set.of("campaign-id", "redownload", "source-app-id", "fidelity-type", "did-win"),
            "4.0",
                    Set.of(
                            "source-identifier",
                            "redownload",
                            "source-app-id",
                            "source-domain",
                            "fidelity-type",
                            "did-win",
                            "postback-sequence-index"),
            "adattributionkit", Set.of("jws-string"));

    @ParameterizedTest(name = "{0}: {1} becomes {2} -> {3}")
    @MethodSource("changes")
    void eachChangeDoesWhatItMust(Vector vector, String field, JsonNode value, After expected) {
        var body = vector.body().deepCopy();
        if (value.isMissingNode()) {
            body.remove(field);
        } else {
            body.set(field, value);
        }

        assertThat(after(body)).isEqualTo(expected);
    }

    private static After after(ObjectNode body) {
        return switch (PostbackReader.read(body)) {
            case Malformed malformed -> After.REFUSED;
            case WellFormedPostback postback ->
                switch (CHECK.verify(postback.claims())) {
                    case Verdict.Valid valid -> After.VERIFIES;
                    case Verdict.Development development -> After.VERIFIES;
                    case Verdict.Invalid invalid -> After.FAILS;
                    case Verdict.Unverifiable unverifiable -> After.FAILS;
                };
        };
    }

    private static Stream<Arguments> changes() {
        return Vector.all()
                .filter(vector -> !vector.signature().equals("invalid"))
                .flatMap(vector -> Stream.concat(changes(vector), removals(vector)));
    }

    private static Stream<Arguments> changes(Vector vector) {
        return OTHER_VALUES.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(Json.MAPPER::readTree)
                        .filter(value -> !value.equals(vector.body().get(entry.getKey())))
                        .map(value -> Arguments.of(
                                vector, entry.getKey(), value, afterSetting(vector, entry.getKey(), value))));
    }

    private static Stream<Arguments> removals(Vector vector) {
        return vector.body().propertyNames().stream()
                .map(field -> Arguments.of(vector, field, Json.MAPPER.missingNode(), afterRemoving(vector, field)));
    }

    private static After afterSetting(Vector vector, String field, JsonNode value) {
        if (isAdAttributionKit(vector)) {
            return After.VERIFIES;
        }
        if (field.equals("source-app-id") && vector.body().has("source-domain")) {
            return After.REFUSED;
        }
        if (field.equals("source-domain") && vector.body().has("source-domain")) {
            return After.FAILS;
        }
        // A zero where Apple sent nothing is left out again.
        if (field.equals("source-app-id") && value.intValue() == 0 && signsWithoutSource(vector)) {
            return After.VERIFIES;
        }
        return isSigned(vector, field) ? After.FAILS : After.VERIFIES;
    }

    private static After afterRemoving(Vector vector, String field) {
        if (field.equals("source-app-id")) {
            return signsWithoutSource(vector) ? After.VERIFIES : After.FAILS;
        }
        if (field.equals("source-domain")) {
            return After.FAILS;
        }
        return isSigned(vector, field) || field.equals("version") ? After.REFUSED : After.VERIFIES;
    }

    private static boolean isSigned(Vector vector, String field) {
        return SIGNED.getOrDefault(version(vector), Set.of()).contains(field)
                || (!isAdAttributionKit(vector) && REQUIRED_EVERYWHERE.contains(field));
    }

    /** Apple signed no source here, whatever the sender filled in. */
    private static boolean signsWithoutSource(Vector vector) {
        return vector.body().path("source-app-id").asLong(0) == 0
                && !vector.body().has("source-domain");
    }

    private static boolean isAdAttributionKit(Vector vector) {
        return vector.body().has("jws-string");
    }

    private static String version(Vector vector) {
        return isAdAttributionKit(vector)
                ? "adattributionkit"
                : vector.body().get("version").stringValue();
    }
}
