package io.postway.console;

import io.postway.collect.skadnetwork.PostbackTrial;
import io.postway.event.RawBytes;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.runtime.Stamps;
import io.postway.trackers.SubLevels;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /test}: dry runs, of which nothing is recorded. */
@RestController
@RequestMapping("/api/v1/test")
@ConditionalOnRole(Role.CONSOLE)
class TrialController {

    private final SettingsApi api;
    private final Stamps stamps;
    private final SubLevels subLevels;

    TrialController(SettingsApi api, Stamps stamps, SubLevels subLevels) {
        this.api = api;
        this.stamps = stamps;
        this.subLevels = subLevels;
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
}
