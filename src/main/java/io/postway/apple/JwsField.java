package io.postway.apple;

/** A field of AdAttributionKit's (Apple, "Identifying the parameters in a postback"). */
enum JwsField implements AppleField {
    POSTBACK_IDENTIFIER("postback-identifier", Rule.SHORT_TEXT, Place.PAYLOAD, true),
    AD_NETWORK_IDENTIFIER("ad-network-identifier", Rule.SHORT_TEXT, Place.PAYLOAD, true),
    ADVERTISED_ITEM_IDENTIFIER("advertised-item-identifier", Rule.STORE_ID, Place.PAYLOAD, true),
    IMPRESSION_TYPE("impression-type", Rule.oneOf("app-impression"), Place.PAYLOAD, true),
    CONVERSION_TYPE("conversion-type", Rule.oneOf("download", "redownload", "re-engagement"), Place.PAYLOAD, true),
    DID_WIN("did-win", Rule.FLAG, Place.PAYLOAD, true),
    POSTBACK_SEQUENCE_INDEX("postback-sequence-index", Rule.SEQUENCE_INDEX, Place.PAYLOAD, true),
    SOURCE_IDENTIFIER("source-identifier", Rule.SOURCE_IDENTIFIER, Place.PAYLOAD, true),
    PUBLISHER_ITEM_IDENTIFIER("publisher-item-identifier", Rule.STORE_ID, Place.PAYLOAD, false),
    MARKETPLACE_IDENTIFIER("marketplace-identifier", Rule.SHORT_TEXT, Place.PAYLOAD, false),
    CONVERSION_VALUE("conversion-value", Rule.CONVERSION_VALUE, Place.BESIDE, false),
    COARSE_CONVERSION_VALUE("coarse-conversion-value", Rule.COARSE_VALUE, Place.BESIDE, false),
    AD_INTERACTION_TYPE("ad-interaction-type", Rule.oneOf("view", "click"), Place.BESIDE, false),
    COUNTRY_CODE("country-code", Rule.COUNTRY, Place.BESIDE, false);

    /** Where a field stands: in the signed payload, or beside the JWS, unsigned. */
    enum Place {
        PAYLOAD,
        BESIDE
    }

    private final String wireName;
    private final Rule rule;
    private final Place place;
    private final boolean required;

    JwsField(String wireName, Rule rule, Place place, boolean required) {
        this.wireName = wireName;
        this.rule = rule;
        this.place = place;
        this.required = required;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Rule rule() {
        return rule;
    }

    Place place() {
        return place;
    }

    boolean isRequired() {
        return required;
    }
}
