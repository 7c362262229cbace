package io.postway.apple;

import io.postway.apple.Reading.Malformed;
import io.postway.apple.Reading.WellFormedPostback;
import io.postway.event.Claims;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one postback out of a JSON object. What makes verifying or counting impossible is a fault; all else is accepted
 * with a warning, since an ad network cannot send a postback again that Apple sent it once.
 */
public final class PostbackReader {

    private PostbackReader() {}

    /** Says everything that is wrong at once, or what the postback says. */
    public static Reading read(ObjectNode body) {
        var findings = new Findings();
        var claims = read(body, findings);
        if (findings.areFatal() || claims.isEmpty()) {
            return new Malformed(findings.faults());
        }
        warnOfWhatAppleNeverSends(claims.get(), findings);
        return new WellFormedPostback(claims.get(), findings.warnings());
    }

    private static Optional<? extends Claims> read(ObjectNode body, Findings findings) {
        return body.has(JwsReader.JWS_STRING)
                ? new JwsReader(body, findings).read()
                : new SkanReader(body, findings).read();
    }

    /**
     * Apple, "Receiving postbacks in multiple conversion windows". Never a reason to refuse: Apple's own signed example
     * of 4.0 breaks its rules for tiers.
     */
    private static void warnOfWhatAppleNeverSends(Claims claims, Findings findings) {
        var hasFineValue = claims.fineValue().isPresent();
        findings.warnWhere(
                hasFineValue && claims.coarse().isPresent(),
                "conversion-value and coarse-conversion-value never come together from Apple");
        findings.warnWhere(
                hasFineValue && claims.sequenceIndex() > 0, "conversion-value only comes with the first postback");
        findings.warnWhere(hasFineValue && !claims.won(), "conversion-value never comes with did-win false");
        findings.warnWhere(
                !claims.won() && claims.sequenceIndex() > 0, "did-win false only comes with the first postback");
    }
}
