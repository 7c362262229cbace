package io.postway.console;

import io.postway.event.AppToken;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.ResourceKey;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /apps/{app}/activities/{id}}: one activity, from what was reported to what the partner answered. */
@RestController
@ConditionalOnRole(Role.CONSOLE)
class ActivityController {

    private final SettingsApi api;
    private final ActivitySearch activities;

    ActivityController(SettingsApi api, ActivitySearch activities) {
        this.api = api;
        this.activities = activities;
    }

    @GetMapping("/api/v1/apps/{app}/activities/{id}")
    ActivitySearch.History read(@PathVariable String app, @PathVariable String id) {
        var token = PathVariables.parse(app, AppToken::new);
        api.require(ResourceKey.app(token));
        return activities
                .history(token, PathVariables.parse(id, UUID::fromString))
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.NOT_FOUND, "There is no such activity, or it is too old."));
    }
}
