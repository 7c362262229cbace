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
import static io.postway.apple.Field.VERSION;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A version of SKAdNetwork: which fields a postback of it must have, and which it may have (Apple, "Identifying the
 * parameters in install-validation postbacks"). What is signed in which order stands in {@link SignedMessage}.
 */
enum Version {
    /** Real postbacks carry their version and {@code redownload}, though this version signs neither. */
    V1_0("1.0", Set.of(CAMPAIGN_ID), Set.of(), Set.of(VERSION, REDOWNLOAD)),
    V2_0("2.0", Set.of(VERSION, CAMPAIGN_ID, REDOWNLOAD), Set.of(SOURCE_APP_ID), Set.of(CONVERSION_VALUE)),
    V2_1("2.1", Set.of(VERSION, CAMPAIGN_ID, REDOWNLOAD), Set.of(SOURCE_APP_ID), Set.of(CONVERSION_VALUE)),
    V2_2(
            "2.2",
            Set.of(VERSION, CAMPAIGN_ID, REDOWNLOAD, FIDELITY_TYPE),
            Set.of(SOURCE_APP_ID),
            Set.of(CONVERSION_VALUE)),
    V3_0(
            "3.0",
            Set.of(VERSION, CAMPAIGN_ID, REDOWNLOAD, FIDELITY_TYPE, DID_WIN),
            Set.of(SOURCE_APP_ID),
            Set.of(CONVERSION_VALUE)),
    V4_0(
            "4.0",
            Set.of(VERSION, SOURCE_IDENTIFIER, REDOWNLOAD, FIDELITY_TYPE, DID_WIN, POSTBACK_SEQUENCE_INDEX),
            Set.of(SOURCE_APP_ID, SOURCE_DOMAIN),
            Set.of(CONVERSION_VALUE, COARSE_CONVERSION_VALUE, COUNTRY_CODE));

    /** What any postback must have to be one, whatever version Apple may come up with. */
    static final Set<Field> REQUIRED_OF_ANY = EnumSet.of(AD_NETWORK_ID, APP_ID, TRANSACTION_ID, ATTRIBUTION_SIGNATURE);

    private final String text;
    private final Set<Field> required;
    private final Set<Field> signedIfPresent;
    private final Set<Field> unsigned;

    Version(String text, Set<Field> required, Set<Field> signedIfPresent, Set<Field> unsigned) {
        this.text = text;
        this.required = EnumSet.copyOf(required);
        this.required.addAll(EnumSet.of(AD_NETWORK_ID, APP_ID, TRANSACTION_ID, ATTRIBUTION_SIGNATURE));
        this.signedIfPresent = signedIfPresent;
        this.unsigned = unsigned;
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

    Set<Field> required() {
        return required;
    }

    /** Whether the signature depends on the field where the postback has it. */
    boolean signsIfPresent(Field field) {
        return signedIfPresent.contains(field);
    }

    boolean knows(Field field) {
        return required.contains(field) || signedIfPresent.contains(field) || unsigned.contains(field);
    }

    @Override
    public String toString() {
        return text;
    }
}
