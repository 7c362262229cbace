package io.postway.apple;

import io.postway.event.Parameters;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A SKAdNetwork postback as query parameters (Adjust, "Adjust payload structure"): turned into the JSON object that it
 * stands for, so that there is one way to read a postback. Apple's fields may also come under Apple's names, or all at
 * once in {@code sk_payload}; a parameter of its own counts before that.
 */
public final class QueryForm {

    /** The parameter that may hold Apple's whole JSON object. */
    public static final String PAYLOAD = "sk_payload";

    /** Where a name is not simply Apple's or the guide's with other separators. */
    private static final Map<String, String> NAMES = Map.of(
            "sk_network_id", Field.AD_NETWORK_ID.wireName(),
            "sk_ts", "timestamp",
            "tracker", "adjust-tracker",
            "campaign", "adjust-campaign",
            "campaign_id", "adjust-campaign-id",
            "adgroup", "adjust-adgroup",
            "adgroup_id", "adjust-adgroup-id",
            "creative", "adjust-creative",
            "creative_id", "adjust-creative-id");

    private static final Set<String> APPENDED = Set.of("ip-address", "user-agent", "jws-string");

    private QueryForm() {}

    /**
     * Empty parameters and macros that nobody replaced are left out: templates have a slot for every field.
     *
     * @param payload what {@link #PAYLOAD} holds; empty: nothing
     */
    public static ObjectNode toJson(Parameters query, ObjectNode payload) {
        var body = payload.deepCopy();
        query.byName().keySet().stream()
                .filter(name -> !name.equals(PAYLOAD))
                .forEach(name -> query.value(name).ifPresent(value -> put(body, name, value)));
        return body;
    }

    private static void put(ObjectNode body, String parameter, String value) {
        var name = fieldName(parameter);
        var field = apples(name);
        var isSignature = field.equals(Optional.of(Field.ATTRIBUTION_SIGNATURE));
        // In a query an unescaped + stands for a space, of which base64 has none.
        var text = isSignature ? value.replace(' ', '+') : value;
        body.set(name, field.map(known -> known.rule().parse(text)).orElseGet(() -> StringNode.valueOf(text)));
    }

    /** Apple's or the guide's name for a parameter; its own name where it is neither's. */
    private static String fieldName(String parameter) {
        var known = NAMES.get(parameter);
        if (known != null) {
            return known;
        }
        var hyphened = parameter.replaceFirst("^sk_", "").replace('_', '-');
        return apples(hyphened).isPresent() || hyphened.startsWith("adjust-") || APPENDED.contains(hyphened)
                ? hyphened
                : parameter;
    }

    private static Optional<Field> apples(String name) {
        return Arrays.stream(Field.values())
                .filter(field -> field.wireName().equals(name))
                .findFirst();
    }
}
