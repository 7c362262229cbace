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
        Tiers.check(claims.get(), findings);
        return new WellFormedPostback(claims.get(), findings.warnings());
    }

    private static Optional<? extends Claims> read(ObjectNode body, Findings findings) {
        return body.has(JwsReader.JWS_STRING)
                ? new JwsReader(body, findings).read()
                : new SkanReader(body, findings).read();
    }
}
