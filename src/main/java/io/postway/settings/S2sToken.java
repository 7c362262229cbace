package io.postway.settings;

import java.util.Set;
import java.util.UUID;

/**
 * A bearer token of an app's back end, stored as a hash.
 *
 * @param sha256 of the token, in hexadecimal digits
 */
public record S2sToken(UUID id, String name, Set<Scope> scopes, String sha256) implements Resource, Bearer {

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
        scopes = Rules.sorted("scopes", scopes);
        Rules.that(!scopes.isEmpty(), "scopes must name at least one of sessions, events, gdpr");
    }

    /** A token as it is kept. */
    public static S2sToken of(UUID id, String name, Set<Scope> scopes, String token) {
        return new S2sToken(id, name, scopes, Bearer.hash(token));
    }

    @Override
    public String toString() {
        return "S2sToken[" + id + ", " + scopes + "]";
    }
}
