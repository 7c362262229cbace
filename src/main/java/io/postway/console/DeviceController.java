package io.postway.console;

import io.postway.attribution.DeviceReader;
import io.postway.event.AppToken;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.Environment;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.http.Problems;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.runtime.UnavailableException;
import io.postway.settings.ResourceKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /apps/{app}/devices/{id}}: what is known of a device, by any of its ids. One instance knows it; whichever is
 * asked, asks that one.
 */
@RestController
@ConditionalOnRole({Role.CONSOLE, Role.PROCESS})
class DeviceController {

    private final SettingsApi api;
    private final Optional<DeviceReader> devices;
    private final Colleagues colleagues;

    DeviceController(SettingsApi api, ObjectProvider<DeviceReader> devices, Colleagues colleagues) {
        this.api = api;
        this.devices = Optional.ofNullable(devices.getIfAvailable());
        this.colleagues = colleagues;
    }

    /** A device and where it lives. */
    record Found(Environment environment, DeviceView device) {}

    /**
     * @param environment null: production, and if there is no such device, the sandbox
     * @param asked whether another instance asks: it must not be sent on for ever
     */
    @GetMapping("/api/v1/apps/{app}/devices/{id}")
    ResponseEntity<?> read(
            @PathVariable String app,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Environment environment,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestHeader(name = Colleagues.ASKED, required = false) @Nullable String asked) {
        var token = PathVariables.parse(app, AppToken::new);
        api.require(ResourceKey.app(token));
        try {
            var elsewhere = elsewhere(token);
            if (elsewhere.isEmpty()) {
                return find(token, environment, id);
            }
            if (asked != null) {
                throw new UnavailableException("the app has moved on");
            }
            var path = List.of("api", "v1", "apps", app, "devices", id);
            return colleagues.ask(elsewhere, path, environment, authorization);
        } catch (UnavailableException e) {
            return Problems.answer(ErrorCode.UNAVAILABLE, "Nobody can tell at the moment: please ask again.");
        }
    }

    /** Whom to ask; empty: nobody, the devices are here. */
    private List<URI> elsewhere(AppToken app) {
        return devices.map(reader -> reader.elsewhere(app).stream()
                        .map(address -> URI.create("http://" + address))
                        .toList())
                .orElseGet(colleagues::known);
    }

    private ResponseEntity<?> find(AppToken app, @Nullable Environment environment, String id) {
        var reader = devices.orElseThrow(() -> new UnavailableException("no instance that knows devices is known"));
        var environments = environment == null ? Stream.of(Environment.values()) : Stream.of(environment);
        return environments
                .flatMap(one -> reader.find(app, one, id).map(device -> new Found(one, device)).stream())
                .findFirst()
                .map(ResponseEntity::ok)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such device."));
    }
}
