package io.postway.settings;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Someone, or something, that uses the admin API, with a bearer token that is stored as a hash. The name stands in the
 * history as the author of what it changes.
 *
 * @param sha256 of the token, in hexadecimal digits
 */
public record User(String name, Set<Scope> scopes, String sha256) implements Resource, Bearer {

    /** What a user may do. One does not hold another. */
    public enum Scope {
        /** Look at everything but secrets. */
        READ,
        /** Change settings, and send callbacks again. */
        WRITE,
        /** Make and remove users; take all settings out, and put them in. */
        ADMIN
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** The authors that are nobody's users. */
    private static final Set<String> RESERVED = Set.of("admin", "demo");

    public User {
        Rules.present("name", name);
        Rules.that(
                NAME.matcher(name).matches() && !RESERVED.contains(name),
                "name must be 1 to 63 of a-z, 0-9, dot, dash and underscore, and none of admin and demo");
        Rules.present("scopes", scopes);
        Rules.present("sha256", sha256);
        scopes = Rules.sorted("scopes", scopes);
        Rules.that(!scopes.isEmpty(), "scopes must name at least one of read, write, admin");
    }

    /** A user whose token is {@code token}. */
    public static User of(String name, Set<Scope> scopes, String token) {
        return new User(name, scopes, Bearer.hash(token));
    }

    @Override
    public String toString() {
        return "User[" + name + ", " + scopes + "]";
    }
}
