package io.postway.apple;

import io.postway.event.Json;
import io.postway.event.Parameters;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A SKAdNetwork postback as query parameters (Adjust, "Adjust payload structure"): turned into the JSON object that it
 * stands for, so that there is one way to read a postback. Apple's fields may also come under Apple's names, or all at
 * once in {@code sk_payload}; a parameter of its own counts before that.
 */
public final class QueryForm {

    private static final String PAYLOAD = "sk_payload";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("sk_version", Field.VERSION.wireName()),
            Map.entry("sk_network_id", Field.AD_NETWORK_ID.wireName()),
            Map.entry("sk_campaign_id", Field.CAMPAIGN_ID.wireName()),
            Map.entry("sk_source_identifier", Field.SOURCE_IDENTIFIER.wireName()),
            Map.entry("sk_app_id", Field.APP_ID.wireName()),
            Map.entry("sk_transaction_id", Field.TRANSACTION_ID.wireName()),
            Map.entry("sk_redownload", Field.REDOWNLOAD.wireName()),
            Map.entry("sk_source_app_id", Field.SOURCE_APP_ID.wireName()),
            Map.entry("sk_source_domain", Field.SOURCE_DOMAIN.wireName()),
            Map.entry("sk_fidelity_type", Field.FIDELITY_TYPE.wireName()),
            Map.entry("sk_did_win", Field.DID_WIN.wireName()),
            Map.entry("sk_postback_sequence_index", Field.POSTBACK_SEQUENCE_INDEX.wireName()),
            Map.entry("sk_conversion_value", Field.CONVERSION_VALUE.wireName()),
            Map.entry("sk_coarse_conversion_value", Field.COARSE_CONVERSION_VALUE.wireName()),
            Map.entry("sk_attribution_signature", Field.ATTRIBUTION_SIGNATURE.wireName()),
            Map.entry("sk_ts", "timestamp"),
            Map.entry("tracker", "adjust-tracker"),
            Map.entry("campaign", "adjust-campaign"),
            Map.entry("campaign_id", "adjust-campaign-id"),
            Map.entry("adgroup", "adjust-adgroup"),
            Map.entry("adgroup_id", "adjust-adgroup-id"),
            Map.entry("creative", "adjust-creative"),
            Map.entry("creative_id", "adjust-creative-id"),
            Map.entry("ip_address", "ip-address"),
            Map.entry("user_agent", "user-agent"));

    private QueryForm() {}

    /** Empty parameters and macros that nobody replaced are left out: templates have a slot for every field. */
    public static ObjectNode toJson(Parameters query) {
        var body = query.value(PAYLOAD).map(QueryForm::payload).orElseGet(Json.MAPPER::createObjectNode);
        query.byName().keySet().forEach(name -> query.value(name).ifPresent(value -> put(body, name, value)));
        body.remove(PAYLOAD);
        return body;
    }

    private static void put(ObjectNode body, String name, String value) {
        var appleName = NAMES.getOrDefault(name, name);
        var isSignature = appleName.equals(Field.ATTRIBUTION_SIGNATURE.wireName());
        // In a query an unescaped + stands for a space, of which base64 has none.
        var text = isSignature ? value.replace(' ', '+') : value;
        body.set(
                appleName,
                Arrays.stream(Field.values())
                        .filter(field -> field.wireName().equals(appleName))
                        .findFirst()
                        .map(field -> field.rule().parse(text))
                        .orElseGet(() -> Json.MAPPER.getNodeFactory().stringNode(text)));
    }

    private static ObjectNode payload(String json) {
        try {
            return Json.parse(json) instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
        } catch (JacksonException e) {
            // Its fields will be found missing, each by its name.
            return Json.MAPPER.createObjectNode();
        }
    }
}
