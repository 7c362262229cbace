package io.postway.console;

import io.postway.settings.Settings;
import io.postway.settings.User;
import io.postway.settings.User.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Turns a bearer token into the author of changes, with what they may do. */
final class AdminAuthentication implements AuthenticationManager {

    private static final String BEARER = "Bearer ";
    private static final String FIRST_USER = "admin";

    private final AdminToken admin;
    private final Supplier<Settings> settings;

    AdminAuthentication(AdminToken admin, Supplier<Settings> settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** The token that a request presents; null: it presents none. */
    static @Nullable Authentication bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? UsernamePasswordAuthenticationToken.unauthenticated(
                        FIRST_USER, header.substring(BEARER.length()).strip())
                : null;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        var token = String.valueOf(presented.getCredentials());
        return first(token)
                .or(() -> user(token))
                .or(() -> backEnd(token))
                .orElseThrow(() -> new BadCredentialsException("nobody's token"));
    }

    private Optional<Authentication> first(String token) {
        return admin.matches(token)
                ? Optional.of(authenticated(FIRST_USER, Arrays.asList(Scope.values())))
                : Optional.empty();
    }

    private Optional<Authentication> user(String token) {
        return settings.get().user(token).map(user -> authenticated(user.name(), user.scopes()));
    }

    /** We know who it is: it may report sessions, but has no business here. */
    private Optional<Authentication> backEnd(String token) {
        return settings.get()
                .s2sToken(token)
                .map(known -> authenticated(known.id().toString(), Set.of()));
    }

    private static Authentication authenticated(String name, Collection<User.Scope> scopes) {
        var authorities = scopes.stream()
                .map(AdminAuthentication::authority)
                .map(SimpleGrantedAuthority::new)
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(name, null, authorities);
    }

    static String authority(User.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
