package io.postway.console;

import io.postway.collect.skadnetwork.PostbackTrial;
import io.postway.event.AppToken;
import io.postway.event.Attributed;
import io.postway.event.RawBytes;
import io.postway.forwarding.Forwarder;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.runtime.Stamps;
import io.postway.settings.ResourceKey;
import io.postway.trackers.SubLevels;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /test}: dry runs, of which nothing is recorded. */
@RestController
@RequestMapping("/api/v1/test")
@ConditionalOnRole(Role.CONSOLE)
class TrialController {

    private final SettingsApi api;
    private final Stamps stamps;
    private final SubLevels subLevels;
    private final Forwarder forwarder;
    private final KnownDevices devices;
    private final ActivitySearch activities;

    TrialController(
            SettingsApi api,
            Stamps stamps,
            SubLevels subLevels,
            Forwarder forwarder,
            KnownDevices devices,
            ActivitySearch activities) {
        this.api = api;
        this.stamps = stamps;
        this.subLevels = subLevels;
        this.forwarder = forwarder;
        this.devices = devices;
        this.activities = activities;
    }

    /** The body is a postback as an ad network would post it; the answer says how it was read, or why it is none. */
    @PostMapping("/postback")
    ResponseEntity<?> postback(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(RawBytes.MAX_BYTES + 1);
        if (body.length > RawBytes.MAX_BYTES) {
            throw new ProblemException(
                    ErrorCode.BODY_TOO_LARGE, "The body must not be larger than " + RawBytes.MAX_BYTES + " bytes.");
        }
        return PostbackTrial.answer(body, stamps.next(), api.latest(), subLevels);
    }

    /** The body names an activity, or a device and what it might do. */
    @PostMapping("/callback")
    Items<CallbackTrial.Tried> callback(
            @RequestBody ObjectNode body, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        var wish = ResourceBody.parse(body, CallbackTrial.Wish.class);
        if (wish.app() == null || (wish.activityId() == null) == (wish.deviceId() == null)) {
            throw new ProblemException(
                    ErrorCode.INVALID_VALUE, "app, and either activity_id or device_id, are required");
        }
        var settings = api.latest();
        api.require(ResourceKey.app(wish.app()));
        var trial = new CallbackTrial(forwarder, settings);
        return new Items<>(
                wish.activityId() != null
                        ? decisions(wish.app(), wish.activityId()).stream()
                                .map(trial::of)
                                .toList()
                        : List.of(trial.of(wish, wish.app(), device(wish.app(), wish, authorization), stamps.next())));
    }

    private List<Attributed> decisions(AppToken app, UUID id) {
        var found = activities.decisions(app, id);
        if (found.isEmpty()) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "Nothing has been decided about such an activity.");
        }
        return found;
    }

    private KnownDevices.Found device(AppToken app, CallbackTrial.Wish wish, String authorization) {
        var id = Objects.requireNonNull(wish.deviceId());
        return devices.find(new KnownDevices.Question(app, id, wish.environment(), authorization, false))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such device."));
    }
}
