package io.postway.console;

import io.postway.event.AppToken;
import io.postway.event.Tokens;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.App;
import io.postway.settings.ResourceKey;
import io.postway.settings.Versioned;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /apps}: advertised apps with their events. */
@RestController
@RequestMapping("/api/v1/apps")
@ConditionalOnRole(Role.CONSOLE)
class AppController {

    private static final String TOKEN = "token";
    private static final int TOKEN_LENGTH = 12;
    private static final int EVENT_TOKEN_LENGTH = 6;

    private final SettingsApi api;

    AppController(SettingsApi api) {
        this.api = api;
    }

    @GetMapping
    Items<App> list() {
        return new Items<>(api.latest().apps().stream().map(Versioned::value).toList());
    }

    /** A token may be given; else one is made. */
    @PostMapping
    ResponseEntity<?> create(@RequestBody ObjectNode body) {
        var app = parse(ResourceBody.putIfAbsent(body, TOKEN, Tokens.random(TOKEN_LENGTH)));
        return api.create(ResourceKey.app(app.token()), app, Function.identity());
    }

    @GetMapping("/{app}")
    ResponseEntity<?> read(@PathVariable String app) {
        return api.read(key(app), Function.identity());
    }

    @PutMapping("/{app}")
    ResponseEntity<?> replace(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body) {
        return change(app, ifMatch, stored -> body);
    }

    @PatchMapping("/{app}")
    ResponseEntity<?> patch(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return change(app, ifMatch, stored -> ResourceBody.patched(stored, patch));
    }

    private ResponseEntity<?> change(String app, @Nullable String ifMatch, Function<App, ObjectNode> edit) {
        return api.change(
                key(app),
                ifMatch,
                null,
                stored -> parse(ResourceBody.putIfAbsent(edit.apply(stored), TOKEN, app)),
                Function.identity());
    }

    /** An event without a token gets one: tokens are for ever, names are for people. */
    private static App parse(ObjectNode body) {
        if (body.get("events") instanceof ArrayNode events) {
            events.forEach(event -> {
                if (event instanceof ObjectNode object) {
                    ResourceBody.putIfAbsent(object, TOKEN, Tokens.random(EVENT_TOKEN_LENGTH));
                }
            });
        }
        return ResourceBody.parse(body, App.class);
    }

    @DeleteMapping("/{app}")
    ResponseEntity<?> delete(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return api.delete(key(app), ifMatch);
    }

    private static ResourceKey<App> key(String app) {
        return ResourceKey.app(PathVariables.parse(app, AppToken::new));
    }
}
