package io.postway.skadnetwork;

import static io.postway.skadnetwork.Field.AD_NETWORK_ID;
import static io.postway.skadnetwork.Field.APP_ID;
import static io.postway.skadnetwork.Field.ATTRIBUTION_SIGNATURE;
import static io.postway.skadnetwork.Field.CAMPAIGN_ID;
import static io.postway.skadnetwork.Field.COARSE_CONVERSION_VALUE;
import static io.postway.skadnetwork.Field.CONVERSION_VALUE;
import static io.postway.skadnetwork.Field.COUNTRY_CODE;
import static io.postway.skadnetwork.Field.DID_WIN;
import static io.postway.skadnetwork.Field.FIDELITY_TYPE;
import static io.postway.skadnetwork.Field.POSTBACK_SEQUENCE_INDEX;
import static io.postway.skadnetwork.Field.REDOWNLOAD;
import static io.postway.skadnetwork.Field.SOURCE_APP_ID;
import static io.postway.skadnetwork.Field.SOURCE_DOMAIN;
import static io.postway.skadnetwork.Field.SOURCE_IDENTIFIER;
import static io.postway.skadnetwork.Field.TRANSACTION_ID;
import static io.postway.skadnetwork.Field.VERSION;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A version of SKAdNetwork: which fields it has, which of them Apple signs, in which order and with which key (Apple,
 * "Combining parameters for previous SKAdNetwork postback versions", "Combining parameters for SKAdNetwork 3
 * postbacks", "Verifying an install-validation postback").
 */
public enum Version {
    V1_0(
            "1.0",
            AppleKey.P192,
            Layouts.OF_1_0,
            // Real postbacks of 1.0 carry their version and this one, though 1.0 signs neither.
            EnumSet.of(VERSION, REDOWNLOAD)),
    V2_0("2.0", AppleKey.P192, Layouts.OF_2_0, EnumSet.of(CONVERSION_VALUE)),
    V2_1("2.1", AppleKey.P256, Layouts.OF_2_0, EnumSet.of(CONVERSION_VALUE)),
    V2_2("2.2", AppleKey.P256, Layouts.OF_2_2, EnumSet.of(CONVERSION_VALUE)),
    V3_0("3.0", AppleKey.P256, Layouts.OF_3_0, EnumSet.of(CONVERSION_VALUE)),
    V4_0("4.0", AppleKey.P256, Layouts.OF_4_0, EnumSet.of(CONVERSION_VALUE, COARSE_CONVERSION_VALUE, COUNTRY_CODE));

    /** What any postback must have to be one, whatever version Apple may come up with. */
    static final Set<Field> OF_ANY_VERSION = EnumSet.of(AD_NETWORK_ID, APP_ID, TRANSACTION_ID, ATTRIBUTION_SIGNATURE);

    private final String text;
    private final AppleKey key;
    private final List<Field> signed;
    private final Set<Field> required;
    private final Set<Field> known;

    Version(String text, AppleKey key, List<Field> signed, Set<Field> unsigned) {
        this.text = text;
        this.key = key;
        this.signed = signed;
        this.required = EnumSet.copyOf(signed);
        this.required.removeAll(EnumSet.of(SOURCE_APP_ID, SOURCE_DOMAIN));
        this.required.add(ATTRIBUTION_SIGNATURE);
        this.known = EnumSet.copyOf(signed);
        this.known.add(ATTRIBUTION_SIGNATURE);
        this.known.addAll(unsigned);
    }

    static Optional<Version> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    /** Whether {@code text}, a version's form, lies above all that Apple has published. */
    static boolean isAboveAll(String text) {
        return Integer.parseInt(text.substring(0, text.indexOf('.'))) >= 4 && of(text).isEmpty();
    }

    AppleKey key() {
        return key;
    }

    /** The signed fields in their order; an optional one only counts where it was received. */
    List<Field> signed() {
        return signed;
    }

    Set<Field> required() {
        return required;
    }

    boolean knows(Field field) {
        return known.contains(field);
    }

    /** The signed fields by version, in Apple's order. */
    private static final class Layouts {

        private static final List<Field> OF_1_0 = List.of(AD_NETWORK_ID, CAMPAIGN_ID, APP_ID, TRANSACTION_ID);

        private static final List<Field> OF_2_0 =
                List.of(VERSION, AD_NETWORK_ID, CAMPAIGN_ID, APP_ID, TRANSACTION_ID, REDOWNLOAD, SOURCE_APP_ID);

        private static final List<Field> OF_2_2 = with(OF_2_0, FIDELITY_TYPE);

        private static final List<Field> OF_3_0 = with(OF_2_2, DID_WIN);

        private static final List<Field> OF_4_0 = List.of(
                VERSION,
                AD_NETWORK_ID,
                SOURCE_IDENTIFIER,
                APP_ID,
                TRANSACTION_ID,
                REDOWNLOAD,
                SOURCE_APP_ID,
                SOURCE_DOMAIN,
                FIDELITY_TYPE,
                DID_WIN,
                POSTBACK_SEQUENCE_INDEX);

        private static List<Field> with(List<Field> layout, Field last) {
            return Stream.concat(layout.stream(), Stream.of(last)).toList();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
