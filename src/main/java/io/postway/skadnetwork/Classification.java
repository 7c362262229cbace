package io.postway.skadnetwork;

import io.postway.event.Claims;
import io.postway.event.Postback.Route;
import io.postway.event.SkanKind;

/**
 * What a valid postback counts as. Only a winner's first postback tells of a conversion; the later two tell more about
 * the same one. A device's own copy never counts as the forwarded one does, since it carries no campaign.
 */
final class Classification {

    private Classification() {}

    static SkanKind of(Claims claims, Route route) {
        return switch (route) {
            case FORWARDED -> forwarded(claims);
            case DIRECT -> direct(claims);
        };
    }

    private static SkanKind forwarded(Claims claims) {
        if (!claims.won()) {
            return SkanKind.SK_QUALIFIER;
        }
        if (claims.sequenceIndex() > 0) {
            return SkanKind.SK_FOLLOWUP;
        }
        return switch (claims.conversion()) {
            case DOWNLOAD -> SkanKind.SK_INSTALL;
            case REDOWNLOAD -> SkanKind.SK_REINSTALL;
            case REENGAGEMENT -> SkanKind.SK_REENGAGEMENT;
        };
    }

    private static SkanKind direct(Claims claims) {
        if (!claims.won()) {
            return SkanKind.SK_QUALIFIER_DIRECT;
        }
        if (claims.sequenceIndex() > 0) {
            return SkanKind.SK_FOLLOWUP_DIRECT;
        }
        return switch (claims.conversion()) {
            case DOWNLOAD, REDOWNLOAD -> SkanKind.SK_INSTALL_DIRECT;
            case REENGAGEMENT -> SkanKind.SK_REENGAGEMENT_DIRECT;
        };
    }
}
