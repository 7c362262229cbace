package io.postway.console;

import io.postway.event.AppToken;
import io.postway.event.Tokens;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.ResourceKey;
import io.postway.settings.S2sToken;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /apps/{app}/s2s_tokens}: what an app's back end signs in with. A token is shown once, when it is made. */
@RestController
@RequestMapping("/api/v1/apps/{app}/s2s_tokens")
@ConditionalOnRole(Role.CONSOLE)
class S2sTokenController {

    private static final int TOKEN_LENGTH = 40;

    private final SettingsApi api;

    S2sTokenController(SettingsApi api) {
        this.api = api;
    }

    record Draft(@Nullable String name, @Nullable Set<S2sToken.Scope> scopes) {}

    /** @param token null unless it has just been made */
    record S2sTokenView(
            UUID id,
            String name,
            Set<S2sToken.Scope> scopes,
            @Nullable String token) {

        static S2sTokenView of(S2sToken stored) {
            return new S2sTokenView(stored.id(), stored.name(), stored.scopes(), null);
        }

        S2sTokenView showing(String secret) {
            return new S2sTokenView(id, name, scopes, secret);
        }

        @Override
        public String toString() {
            return "S2sTokenView[" + id + "]";
        }
    }

    @GetMapping
    Items<S2sTokenView> list(@PathVariable String app) {
        var token = PathVariables.parse(app, AppToken::new);
        api.require(ResourceKey.app(token));
        return new Items<>(
                api.latest().s2sTokens(token).stream().map(S2sTokenView::of).toList());
    }

    @PostMapping
    ResponseEntity<?> create(@PathVariable String app, @RequestBody ObjectNode body) {
        var token = PathVariables.parse(app, AppToken::new);
        var secret = Tokens.random(TOKEN_LENGTH);
        var stored = stored(ResourceBody.parse(body, Draft.class), secret);
        return api.create(
                ResourceKey.s2sToken(token, stored.id()),
                stored,
                made -> S2sTokenView.of(made).showing(secret));
    }

    private static S2sToken stored(Draft draft, String secret) {
        if (draft.name() == null || draft.scopes() == null || draft.scopes().contains(null)) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, "name and scopes are required");
        }
        var name = draft.name();
        var scopes = draft.scopes();
        return ResourceBody.valid(() -> S2sToken.of(UUID.randomUUID(), name, scopes, secret));
    }

    @GetMapping("/{id}")
    ResponseEntity<?> read(@PathVariable String app, @PathVariable String id) {
        return api.read(key(app, id), S2sTokenView::of);
    }

    /** The token no longer works from the answer on. */
    @DeleteMapping("/{id}")
    ResponseEntity<?> revoke(
            @PathVariable String app,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return api.delete(key(app, id), ifMatch);
    }

    private static ResourceKey<S2sToken> key(String app, String id) {
        return ResourceKey.s2sToken(PathVariables.parse(app, AppToken::new), PathVariables.parse(id, UUID::fromString));
    }
}
