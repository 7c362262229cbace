package io.postway.apple;

import static io.postway.apple.Field.AD_NETWORK_ID;
import static io.postway.apple.Field.APP_ID;
import static io.postway.apple.Field.ATTRIBUTION_SIGNATURE;
import static io.postway.apple.Field.CAMPAIGN_ID;
import static io.postway.apple.Field.COARSE_CONVERSION_VALUE;
import static io.postway.apple.Field.CONVERSION_VALUE;
import static io.postway.apple.Field.COUNTRY_CODE;
import static io.postway.apple.Field.DID_WIN;
import static io.postway.apple.Field.FIDELITY_TYPE;
import static io.postway.apple.Field.POSTBACK_SEQUENCE_INDEX;
import static io.postway.apple.Field.REDOWNLOAD;
import static io.postway.apple.Field.SOURCE_APP_ID;
import static io.postway.apple.Field.SOURCE_DOMAIN;
import static io.postway.apple.Field.SOURCE_IDENTIFIER;
import static io.postway.apple.Field.TRANSACTION_ID;

import io.postway.event.Skan;

/** Fills each version's own type from values that have been checked by that version's rules. */
final class SkanClaims {

    private final Values values;

    private SkanClaims(Values values) {
        this.values = values;
    }

    static Skan of(Version version, Values values) {
        var claims = new SkanClaims(values);
        return switch (version) {
            case V1_0 -> claims.v10();
            case V2_0 -> claims.v20();
            case V2_1 -> claims.v21();
            case V2_2 -> claims.v22();
            case V3_0 -> claims.v30();
            case V4_0 -> claims.v40();
        };
    }

    static Skan newer(String version, Values values) {
        return new Skan.Newer(
                version,
                values.text(AD_NETWORK_ID),
                values.id(APP_ID),
                values.text(TRANSACTION_ID),
                values.text(ATTRIBUTION_SIGNATURE));
    }

    private Skan v10() {
        return new Skan.V10(
                values.text(AD_NETWORK_ID),
                values.number(CAMPAIGN_ID),
                values.id(APP_ID),
                values.text(TRANSACTION_ID),
                values.flagOrNull(REDOWNLOAD),
                values.text(ATTRIBUTION_SIGNATURE));
    }

    private Skan v20() {
        return new Skan.V20(
                values.text(AD_NETWORK_ID),
                values.number(CAMPAIGN_ID),
                values.id(APP_ID),
                values.text(TRANSACTION_ID),
                values.flag(REDOWNLOAD),
                values.idOrNull(SOURCE_APP_ID),
                values.numberOrNull(CONVERSION_VALUE),
                values.text(ATTRIBUTION_SIGNATURE));
    }

    private Skan v21() {
        return new Skan.V21(
                values.text(AD_NETWORK_ID),
                values.number(CAMPAIGN_ID),
                values.id(APP_ID),
                values.text(TRANSACTION_ID),
                values.flag(REDOWNLOAD),
                values.idOrNull(SOURCE_APP_ID),
                values.numberOrNull(CONVERSION_VALUE),
                values.text(ATTRIBUTION_SIGNATURE));
    }

    private Skan v22() {
        return new Skan.V22(
                values.text(AD_NETWORK_ID),
                values.number(CAMPAIGN_ID),
                values.id(APP_ID),
                values.text(TRANSACTION_ID),
                values.flag(REDOWNLOAD),
                values.idOrNull(SOURCE_APP_ID),
                values.number(FIDELITY_TYPE),
                values.numberOrNull(CONVERSION_VALUE),
                values.text(ATTRIBUTION_SIGNATURE));
    }

    private Skan v30() {
        return new Skan.V30(
                values.text(AD_NETWORK_ID),
                values.number(CAMPAIGN_ID),
                values.id(APP_ID),
                values.text(TRANSACTION_ID),
                values.flag(REDOWNLOAD),
                values.idOrNull(SOURCE_APP_ID),
                values.number(FIDELITY_TYPE),
                values.flag(DID_WIN),
                values.numberOrNull(CONVERSION_VALUE),
                values.text(ATTRIBUTION_SIGNATURE));
    }

    private Skan v40() {
        return new Skan.V40(
                values.text(AD_NETWORK_ID),
                values.text(SOURCE_IDENTIFIER),
                values.id(APP_ID),
                values.text(TRANSACTION_ID),
                values.flag(REDOWNLOAD),
                values.idOrNull(SOURCE_APP_ID),
                values.textOrNull(SOURCE_DOMAIN),
                values.number(FIDELITY_TYPE),
                values.flag(DID_WIN),
                values.number(POSTBACK_SEQUENCE_INDEX),
                values.numberOrNull(CONVERSION_VALUE),
                values.coarseOrNull(COARSE_CONVERSION_VALUE),
                values.textOrNull(COUNTRY_CODE),
                values.text(ATTRIBUTION_SIGNATURE));
    }
}
