package io.postway.skadnetwork;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A field of Apple's, and what it may hold (Apple, "Identifying the parameters in install-validation postbacks"). Ids
 * have 64 bits: real app ids exceed 32.
 */
public enum Field {
    VERSION("version", "text such as \"4.0\"", Field::isVersion),
    AD_NETWORK_ID("ad-network-id", Field.SHORT_TEXT, Field::isShortText),
    CAMPAIGN_ID("campaign-id", "an integer from 1 to 100", value -> isInteger(value, 1, 100)),
    SOURCE_IDENTIFIER("source-identifier", "text of 2 to 4 digits", Field::isSourceIdentifier),
    APP_ID("app-id", Field.STORE_ID, value -> isInteger(value, 0, Long.MAX_VALUE)),
    TRANSACTION_ID("transaction-id", Field.SHORT_TEXT, Field::isShortText),
    REDOWNLOAD("redownload", Field.BOOLEAN, JsonNode::isBoolean),
    SOURCE_APP_ID("source-app-id", Field.STORE_ID, value -> isInteger(value, 0, Long.MAX_VALUE)),
    SOURCE_DOMAIN("source-domain", Field.SHORT_TEXT, Field::isShortText),
    FIDELITY_TYPE("fidelity-type", "0 or 1", value -> isInteger(value, 0, 1)),
    DID_WIN("did-win", Field.BOOLEAN, JsonNode::isBoolean),
    POSTBACK_SEQUENCE_INDEX("postback-sequence-index", "0, 1 or 2", value -> isInteger(value, 0, 2)),
    CONVERSION_VALUE("conversion-value", "an integer from 0 to 63", value -> isInteger(value, 0, 63)),
    COARSE_CONVERSION_VALUE("coarse-conversion-value", "\"low\", \"medium\" or \"high\"", Field::isCoarseValue),
    COUNTRY_CODE("country-code", "two letters", value -> isText(value, "[A-Za-z]{2}")),
    ATTRIBUTION_SIGNATURE("attribution-signature", Field.SHORT_TEXT, Field::isShortText);

    private static final int MAX_TEXT = 256;
    private static final String SHORT_TEXT = "text of 1 to 256 characters";
    private static final String STORE_ID = "an integer of 64 bits, not negative";
    private static final String BOOLEAN = "true or false";
    private static final Pattern VERSION_FORM = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern SOURCE_IDENTIFIER_FORM = Pattern.compile("[0-9]{2,4}");

    private final String wireName;
    private final String rule;
    private final Predicate<JsonNode> holds;

    Field(String wireName, String rule, Predicate<JsonNode> holds) {
        this.wireName = wireName;
        this.rule = rule;
        this.holds = holds;
    }

    /** Apple's name for it, such as {@code ad-network-id}. */
    public String wireName() {
        return wireName;
    }

    /** What it may hold, in words. */
    public String rule() {
        return rule;
    }

    boolean accepts(JsonNode value) {
        return holds.test(value);
    }

    private static boolean isInteger(JsonNode value, long min, long max) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= min
                && value.longValue() <= max;
    }

    private static boolean isShortText(JsonNode value) {
        return value.isString()
                && !value.stringValue().isEmpty()
                && value.stringValue().length() <= MAX_TEXT;
    }

    private static boolean isVersion(JsonNode value) {
        return value.isString() && VERSION_FORM.matcher(value.stringValue()).matches();
    }

    private static boolean isSourceIdentifier(JsonNode value) {
        return value.isString()
                && SOURCE_IDENTIFIER_FORM.matcher(value.stringValue()).matches();
    }

    private static boolean isCoarseValue(JsonNode value) {
        return isText(value, "(?i)low|medium|high");
    }

    private static boolean isText(JsonNode value, String form) {
        return value.isString() && value.stringValue().matches(form);
    }
}
