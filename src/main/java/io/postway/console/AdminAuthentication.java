package io.postway.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Turns a bearer token into the author of changes. */
final class AdminAuthentication implements AuthenticationManager {

    private static final String BEARER = "Bearer ";
    private static final String AUTHOR = "admin";

    private final AdminToken admin;

    AdminAuthentication(AdminToken admin) {
        this.admin = admin;
    }

    /** The token that a request presents; null: it presents none. */
    static @Nullable Authentication bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? UsernamePasswordAuthenticationToken.unauthenticated(
                        AUTHOR, header.substring(BEARER.length()).strip())
                : null;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        if (presented.getCredentials() instanceof String token && admin.matches(token)) {
            return UsernamePasswordAuthenticationToken.authenticated(AUTHOR, null, List.of());
        }
        throw new BadCredentialsException("not an admin token");
    }
}
