package io.postway.console;

import io.postway.event.AppToken;
import io.postway.event.Environment;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.ResourceKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /apps/{app}/devices/{id}}: what is known of a device, by any of its ids. */
@RestController
@ConditionalOnRole({Role.CONSOLE, Role.PROCESS})
class DeviceController {

    private final SettingsApi api;
    private final KnownDevices devices;

    DeviceController(SettingsApi api, KnownDevices devices) {
        this.api = api;
        this.devices = devices;
    }

    /**
     * @param environment null: production, and if there is no such device, the sandbox
     * @param asked whether another instance asks
     */
    @GetMapping("/api/v1/apps/{app}/devices/{id}")
    KnownDevices.Found read(
            @PathVariable String app,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Environment environment,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestHeader(name = Colleagues.ASKED, required = false) @Nullable String asked) {
        var token = PathVariables.parse(app, AppToken::new);
        api.require(ResourceKey.app(token));
        return devices.find(new KnownDevices.Question(token, id, environment, authorization, asked != null))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such device."));
    }
}
