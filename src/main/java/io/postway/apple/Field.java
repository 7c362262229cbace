package io.postway.apple;

/** A field of SKAdNetwork's (Apple, "Identifying the parameters in install-validation postbacks"). */
enum Field implements AppleField {
    VERSION("version", Rule.form("text such as \"4.0\"", "(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})")),
    AD_NETWORK_ID("ad-network-id", Rule.SHORT_TEXT),
    CAMPAIGN_ID("campaign-id", Rule.integer(1, 100)),
    SOURCE_IDENTIFIER("source-identifier", Rule.SOURCE_IDENTIFIER),
    APP_ID("app-id", Rule.STORE_ID),
    TRANSACTION_ID("transaction-id", Rule.SHORT_TEXT),
    REDOWNLOAD("redownload", Rule.FLAG),
    SOURCE_APP_ID("source-app-id", Rule.STORE_ID),
    SOURCE_DOMAIN("source-domain", Rule.SHORT_TEXT),
    FIDELITY_TYPE("fidelity-type", Rule.integer(0, 1)),
    DID_WIN("did-win", Rule.FLAG),
    POSTBACK_SEQUENCE_INDEX("postback-sequence-index", Rule.SEQUENCE_INDEX),
    CONVERSION_VALUE("conversion-value", Rule.CONVERSION_VALUE),
    COARSE_CONVERSION_VALUE("coarse-conversion-value", Rule.COARSE_VALUE),
    COUNTRY_CODE("country-code", Rule.COUNTRY),
    ATTRIBUTION_SIGNATURE("attribution-signature", Rule.SHORT_TEXT);

    private final String wireName;
    private final Rule rule;

    Field(String wireName, Rule rule) {
        this.wireName = wireName;
        this.rule = rule;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Rule rule() {
        return rule;
    }
}
