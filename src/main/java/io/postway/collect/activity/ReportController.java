package io.postway.collect.activity;

import io.postway.collect.Intake;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /session} and {@code /event}: every method comes here, so that what is refused is kept, too. */
@RestController
@ConditionalOnRole(Role.COLLECT)
class ReportController {

    private final Intake intake;
    private final SessionDoor sessions;
    private final EventDoor events;

    ReportController(Intake intake, SessionDoor sessions, EventDoor events) {
        this.intake = intake;
        this.sessions = sessions;
        this.events = events;
    }

    @RequestMapping("/session")
    ResponseEntity<?> session(HttpServletRequest request) throws IOException {
        return intake.take(request, sessions);
    }

    @RequestMapping("/event")
    ResponseEntity<?> event(HttpServletRequest request) throws IOException {
        return intake.take(request, events);
    }
}
