package io.postway.it;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What may be refused, written down a second time and as plainly as possible, for tests to compare the door with: a
 * postback that is refused wrongly is lost, one that is accepted wrongly is a lie.
 */
final class PostbackRules {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Predicate<JsonNode> FLAG = JsonNode::isBoolean;
    private static final Predicate<JsonNode> ID = range(0, Long.MAX_VALUE);
    private static final Predicate<JsonNode> DIGITS = form("[0-9]{2,4}");

    private PostbackRules() {}

    static boolean accept(byte[] body) {
        try {
            var json = JSON.readTree(body);
            return json.isObject() && (json.has("jws-string") ? acceptJws(json) : acceptSkan(json));
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean acceptSkan(JsonNode body) {
        if (!all(body, PostbackRules::isText, "ad-network-id", "transaction-id", "attribution-signature")
                || !all(body, ID, "app-id")) {
            return false;
        }
        var version = body.path("version");
        if (version.isMissingNode() || version.isNull()) {
            return hasNothingNewerThan10(body) && accept10(body);
        }
        return version.isString()
                && switch (version.stringValue()) {
                    case "1.0" -> accept10(body);
                    case "2.0", "2.1" -> accept20(body);
                    case "2.2" -> accept20(body) && all(body, range(0, 1), "fidelity-type");
                    case "3.0" ->
                        accept20(body) && all(body, range(0, 1), "fidelity-type") && all(body, FLAG, "did-win");
                    case "4.0" -> accept40(body);
                    default -> isAbove40(version.stringValue()) && acceptsValue(body);
                };
    }

    private static boolean accept10(JsonNode body) {
        return all(body, range(1, 100), "campaign-id") && acceptsValue(body);
    }

    private static boolean accept20(JsonNode body) {
        return accept10(body) && all(body, FLAG, "redownload") && ifPresent(body, ID, "source-app-id");
    }

    private static boolean accept40(JsonNode body) {
        var source = body.has("source-identifier") ? "source-identifier" : "source-identifer";
        return all(body, DIGITS, source)
                && all(body, FLAG, "redownload", "did-win")
                && all(body, range(0, 1), "fidelity-type")
                && all(body, range(0, 2), "postback-sequence-index")
                && ifPresent(body, ID, "source-app-id")
                && ifPresent(body, PostbackRules::isText, "source-domain")
                && !(isPresent(body, "source-app-id") && isPresent(body, "source-domain"))
                && acceptsValue(body);
    }

    private static boolean acceptsValue(JsonNode body) {
        return ifPresent(body, range(0, 63), "conversion-value");
    }

    private static boolean hasNothingNewerThan10(JsonNode body) {
        return List.of(
                        "source-identifier",
                        "source-identifer",
                        "source-app-id",
                        "source-domain",
                        "fidelity-type",
                        "did-win",
                        "postback-sequence-index",
                        "conversion-value",
                        "coarse-conversion-value",
                        "country-code")
                .stream()
                .noneMatch(field -> isPresent(body, field));
    }

    private static boolean isAbove40(String version) {
        return version.matches("(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})")
                && Integer.parseInt(version.substring(0, version.indexOf('.'))) >= 4;
    }

    private static boolean acceptJws(JsonNode body) {
        return payload(body.get("jws-string"))
                        .filter(PostbackRules::acceptPayload)
                        .isPresent()
                && acceptsValue(body);
    }

    private static boolean acceptPayload(JsonNode payload) {
        return all(payload, PostbackRules::isText, "postback-identifier", "ad-network-identifier")
                && all(payload, ID, "advertised-item-identifier")
                && all(payload, form("app-impression"), "impression-type")
                && all(payload, form("download|redownload|re-engagement"), "conversion-type")
                && all(payload, FLAG, "did-win")
                && all(payload, range(0, 2), "postback-sequence-index")
                && all(payload, DIGITS, "source-identifier")
                && ifPresent(payload, ID, "publisher-item-identifier")
                && ifPresent(payload, PostbackRules::isText, "marketplace-identifier");
    }

    private static Optional<JsonNode> payload(JsonNode jws) {
        var parts = jws.isString() ? jws.stringValue().split("\\.", -1) : new String[0];
        if (parts.length != 3 || !jws.stringValue().matches("[A-Za-z0-9_.-]*")) {
            return Optional.empty();
        }
        return decoded(parts[0]).isObject()
                ? Optional.of(decoded(parts[1])).filter(JsonNode::isObject)
                : Optional.empty();
    }

    private static JsonNode decoded(String base64) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return JSON.missingNode();
        }
    }

    private static boolean all(JsonNode body, Predicate<JsonNode> rule, String... fields) {
        return List.of(fields).stream().allMatch(field -> rule.test(body.path(field)));
    }

    private static boolean ifPresent(JsonNode body, Predicate<JsonNode> rule, String field) {
        return !isPresent(body, field) || rule.test(body.get(field));
    }

    private static boolean isPresent(JsonNode body, String field) {
        return body.has(field) && !body.get(field).isNull();
    }

    private static Predicate<JsonNode> range(long min, long max) {
        return value -> value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= min
                && value.longValue() <= max;
    }

    private static Predicate<JsonNode> form(String form) {
        return value -> value.isString() && value.stringValue().matches(form);
    }

    private static boolean isText(JsonNode value) {
        return value.isString()
                && !value.stringValue().isEmpty()
                && value.stringValue().codePoints().count() <= 256
                && !hasHalfCharacters(value.stringValue());
    }

    private static boolean hasHalfCharacters(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
