package io.postway.apple;

import io.postway.event.AdAttributionKit;
import io.postway.event.Claims;
import io.postway.event.Skan;

/**
 * What Apple's privacy tiers leave in a postback (Apple, "Receiving postbacks in multiple conversion windows",
 * "Receiving ad attributions and postbacks"). Breaking them is odd, but never a reason to refuse: Apple's own signed
 * example of 4.0 has a coarse value beside a source.
 */
final class Tiers {

    private static final int DIGITS_OF_THE_LOWEST_TIERS = 2;

    private Tiers() {}

    static void check(Claims claims, Findings findings) {
        var hasFineValue = claims.fineValue().isPresent();
        var isLater = claims.sequenceIndex() > 0;
        findings.warnWhere(
                hasFineValue && claims.coarse().isPresent(),
                "conversion-value and coarse-conversion-value never come together from Apple");
        findings.warnWhere(hasFineValue && isLater, "conversion-value only comes with the first postback");
        findings.warnWhere(!claims.won() && isLater, "did-win false only comes with the first postback");
        findings.warnWhere(
                !claims.won() && (hasFineValue || claims.coarse().isPresent()),
                "a conversion value never comes with did-win false");
        findings.warnWhere(!claims.won() && hasSource(claims), "the source of an ad never comes with did-win false");
        if (claims.coarse().isPresent() || isLater) {
            findings.warnWhere(
                    sourceIdentifier(claims).length() > DIGITS_OF_THE_LOWEST_TIERS,
                    "source-identifier has two digits beside a coarse value and in later postbacks");
            findings.warnWhere(
                    hasSource(claims),
                    "the source of an ad never comes beside a coarse value or with a later postback");
        }
    }

    private static boolean hasSource(Claims claims) {
        return switch (claims) {
            case Skan.V30 of -> of.sourceAppId() != null;
            case Skan.V40 of -> of.sourceAppId() != null || of.sourceDomain() != null;
            case AdAttributionKit of -> of.publisherItemIdentifier() != null;
            case Skan older -> false;
        };
    }

    /** Empty: the format has none. */
    private static String sourceIdentifier(Claims claims) {
        return switch (claims) {
            case Skan.V40 of -> of.sourceIdentifier();
            case AdAttributionKit of -> of.sourceIdentifier();
            case Skan older -> "";
        };
    }
}
