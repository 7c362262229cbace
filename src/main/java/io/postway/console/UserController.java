package io.postway.console;

import io.postway.event.Tokens;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.ResourceKey;
import io.postway.settings.User;
import java.util.Set;
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

/** {@code /users}: who may use this API, and for what. A token is shown once, when it is made. */
@RestController
@RequestMapping("/api/v1/users")
@ConditionalOnRole(Role.CONSOLE)
class UserController {

    private static final int TOKEN_LENGTH = 40;

    private final SettingsApi api;

    UserController(SettingsApi api) {
        this.api = api;
    }

    record Draft(@Nullable String name, @Nullable Set<User.Scope> scopes) {}

    /** @param token null unless it has just been made */
    record UserView(
            String name, Set<User.Scope> scopes, @Nullable String token) {

        static UserView of(User user) {
            return new UserView(user.name(), user.scopes(), null);
        }

        @Override
        public String toString() {
            return "UserView[" + name + "]";
        }
    }

    @GetMapping
    Items<UserView> list() {
        return new Items<>(api.latest().users().stream().map(UserView::of).toList());
    }

    @PostMapping
    ResponseEntity<?> create(@RequestBody ObjectNode body) {
        var token = Tokens.random(TOKEN_LENGTH);
        var user = user(ResourceBody.parse(body, Draft.class), token);
        return api.create(ResourceKey.user(user.name()), user, made -> new UserView(made.name(), made.scopes(), token));
    }

    private static User user(Draft draft, String token) {
        if (draft.name() == null || draft.scopes() == null || draft.scopes().contains(null)) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, "name and scopes are required");
        }
        var name = draft.name();
        var scopes = draft.scopes();
        return ResourceBody.valid(() -> User.of(name, scopes, token));
    }

    @GetMapping("/{name}")
    ResponseEntity<?> read(@PathVariable String name) {
        return api.read(ResourceKey.user(name), UserView::of);
    }

    /** The token no longer works from the answer on. */
    @DeleteMapping("/{name}")
    ResponseEntity<?> remove(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return api.delete(ResourceKey.user(name), ifMatch);
    }
}
