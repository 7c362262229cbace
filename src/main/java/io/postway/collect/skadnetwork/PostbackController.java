package io.postway.collect.skadnetwork;

import io.postway.collect.Door;
import io.postway.collect.Intake;
import io.postway.event.Postback;
import io.postway.event.Topics;
import io.postway.http.ErrorCode;
import io.postway.http.FormData;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.SettingsLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where postbacks come in: every method of each path comes here, so that what is refused is kept, too. */
@RestController
@ConditionalOnRole(Role.COLLECT)
class PostbackController {

    private final Intake intake;
    private final SettingsLog settings;
    private final Topics topics;
    private final PostbackJudge judge;
    private final Door skadnetworkCopies;
    private final Door adAttributionKitCopies;

    PostbackController(Intake intake, SettingsLog settings, Topics topics, PostbackJudge judge) {
        this.intake = intake;
        this.settings = settings;
        this.topics = topics;
        this.judge = judge;
        this.skadnetworkCopies = copies(ErrorCode.UNAVAILABLE);
        this.adAttributionKitCopies = copies(ErrorCode.UNAVAILABLE_TO_DEVICE);
    }

    private Door copies(ErrorCode comeAgain) {
        return new DeveloperCopyDoor(settings::asOf, topics.postbacks(), judge, comeAgain);
    }

    /** With {@code validate=1} nothing is recorded, and the answer tells how it was read. */
    @RequestMapping({"/skadnetwork/{token}", "/skadnetwork/{token}/"})
    ResponseEntity<?> receive(HttpServletRequest request, @PathVariable String token) throws IOException {
        var query = FormData.parse(Objects.requireNonNullElse(request.getQueryString(), ""));
        return query.flag("validate")
                ? intake.tryOut(request, at(token, PostbackTrial::answer))
                : intake.take(request, at(token, PostbackAnswer::to));
    }

    private Door at(String token, Function<Postback, ResponseEntity<?>> answer) {
        return new NetworkDoor(token, settings::asOf, topics.postbacks(), judge, answer);
    }

    @RequestMapping({"/.well-known/skadnetwork/report-attribution", "/.well-known/skadnetwork/report-attribution/"})
    ResponseEntity<?> receiveSkadnetworkCopy(HttpServletRequest request) throws IOException {
        return intake.take(request, skadnetworkCopies);
    }

    @RequestMapping({"/.well-known/appattribution/report-attribution", "/.well-known/appattribution/report-attribution/"
    })
    ResponseEntity<?> receiveAdAttributionKitCopy(HttpServletRequest request) throws IOException {
        return intake.take(request, adAttributionKitCopies);
    }
}
