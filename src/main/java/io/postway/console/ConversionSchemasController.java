package io.postway.console;

import io.postway.event.AppToken;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.ConversionSchemas;
import io.postway.settings.ResourceKey;
import io.postway.settings.Versioned;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /apps/{app}/conversion_schemas}: what an app's conversion values stand for, over time. Exists as soon as its
 * app does, empty and at version 0.
 */
@RestController
@RequestMapping("/api/v1/apps/{app}/conversion_schemas")
@ConditionalOnRole(Role.CONSOLE)
class ConversionSchemasController {

    private final SettingsApi api;

    ConversionSchemasController(SettingsApi api) {
        this.api = api;
    }

    @GetMapping
    ResponseEntity<?> read(@PathVariable String app) {
        var found = api.latest().find(existing(app)).orElseGet(() -> new Versioned<>(ConversionSchemas.none(), 0));
        return SettingsApi.answer(ResponseEntity.ok(), found, Function.identity());
    }

    @PutMapping
    ResponseEntity<?> replace(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body) {
        return change(app, ifMatch, stored -> body);
    }

    @PatchMapping
    ResponseEntity<?> patch(
            @PathVariable String app,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return change(app, ifMatch, stored -> ResourceBody.patched(stored, patch));
    }

    private ResponseEntity<?> change(
            String app, @Nullable String ifMatch, Function<ConversionSchemas, ObjectNode> edit) {
        return api.change(
                existing(app),
                ifMatch,
                ConversionSchemas.none(),
                stored -> ResourceBody.parse(edit.apply(stored), ConversionSchemas.class),
                Function.identity());
    }

    /** The key below an app that exists. */
    private ResourceKey<ConversionSchemas> existing(String app) {
        var token = PathVariables.parse(app, AppToken::new);
        api.require(ResourceKey.app(token));
        return ResourceKey.conversionSchemas(token);
    }
}
