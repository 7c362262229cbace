package io.postway.settings;

import io.postway.event.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * A bearer token of an app's back end, stored as a hash.
 *
 * @param sha256 of the token, in hexadecimal digits; 128 random bits need no salt
 */
public record S2sToken(UUID id, String name, Set<Scope> scopes, String sha256) implements Resource {

    /** What a token lets its bearer do. */
    public enum Scope {
        SESSIONS,
        EVENTS,
        GDPR
    }

    public S2sToken {
        Rules.present("id", id);
        Rules.text("name", name);
        Rules.present("scopes", scopes);
        Rules.present("sha256", sha256);
        scopes = Set.copyOf(scopes);
        Rules.that(!scopes.isEmpty(), "scopes must name at least one of sessions, events, gdpr");
    }

    public static String hash(String token) {
        return Sha256.hex(Sha256.of(token));
    }

    /** Compares in constant time. */
    public boolean isHashOf(String token) {
        return MessageDigest.isEqual(Sha256.of(token), HexFormat.of().parseHex(sha256));
    }

    @Override
    public String toString() {
        return "S2sToken[" + id + ", " + scopes + "]";
    }
}
