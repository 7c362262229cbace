package io.postway.skadnetwork;

import io.postway.event.Claims;
import io.postway.event.Json;
import io.postway.event.Postback;
import io.postway.event.Sha256;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a copy of a postback says, short enough to be remembered.
 *
 * @param claims a digest of Apple's part; not of the signature, which has several valid forms for one message
 * @param campaign a digest of the network's campaign as it was sent; not of times and addresses, which change from try
 *     to try, nor of what the settings make of it, which an operator may change in between
 */
record Fingerprint(String claims, String campaign) {

    private static final Set<String> SIGNATURES = Set.of("attribution-signature", "jws-string");
    private static final Set<String> CIRCUMSTANCES =
            Set.of("timestamp", "ip_address", "user_agent", "country", "link", "tracker_name");

    static Fingerprint of(Postback postback) {
        return new Fingerprint(of(postback.claims()), digest(postback.campaign(), CIRCUMSTANCES));
    }

    private static String of(Claims claims) {
        return digest(claims, SIGNATURES);
    }

    private static String digest(Object value, Set<String> left) {
        ObjectNode json = Json.MAPPER.valueToTree(value);
        json.remove(left);
        return Sha256.hex(Sha256.of(json.toString()));
    }
}
