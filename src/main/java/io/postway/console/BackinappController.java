package io.postway.console;

import io.postway.event.AppToken;
import io.postway.event.EventToken;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.App;
import io.postway.settings.Panel;
import io.postway.settings.ResourceKey;
import io.postway.settings.Versioned;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /apps/{app}/partners/backinapp}: the panel. It exists as soon as its app does, inactive and at version 0, so
 * filling it in for the first time is a change like any other.
 */
@RestController
@RequestMapping("/api/v1/apps/{app}/partners/backinapp")
@ConditionalOnRole(Role.CONSOLE)
class BackinappController {

    private final SettingsApi api;

    BackinappController(SettingsApi api) {
        this.api = api;
    }

    @GetMapping
    ResponseEntity<?> read(@PathVariable String app) {
        app(app);
        var panel = api.latest().find(key(app)).orElseGet(() -> new Versioned<>(Panel.untouched(), 0));
        return SettingsApi.answer(ResponseEntity.ok(), panel, Panel::shown);
    }

    @PutMapping
    ResponseEntity<?> replace(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body) {
        return change(app, ifMatch, stored -> parse(body, stored));
    }

    @PatchMapping
    ResponseEntity<?> patch(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return change(app, ifMatch, stored -> parse(ResourceBody.patched(stored, patch), stored));
    }

    private static Panel parse(ObjectNode body, Panel stored) {
        return ResourceBody.parse(body, Panel.class).keepingSecretsOf(stored);
    }

    /** Every event of the app gets its own name as label, whatever it had before. */
    @PostMapping("/event_links/fill")
    ResponseEntity<?> fill(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        var labels = new LinkedHashMap<EventToken, String>();
        app(app).knownEvents().forEach(event -> labels.put(event.token(), event.name()));
        return change(app, ifMatch, stored -> stored.withEventLinks(labels));
    }

    private ResponseEntity<?> change(String app, @Nullable String ifMatch, UnaryOperator<Panel> edit) {
        app(app);
        return api.change(key(app), ifMatch, Panel.untouched(), edit, Panel::shown);
    }

    private App app(String app) {
        return api.require(ResourceKey.app(PathVariables.parse(app, AppToken::new)))
                .value();
    }

    private static ResourceKey<Panel> key(String app) {
        return ResourceKey.backinapp(PathVariables.parse(app, AppToken::new));
    }
}
