package io.postway.collect.activity;

import io.postway.collect.Intake;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /session}, {@code /event} and {@code /gdpr_forget_device}: every method comes here, so that what is refused is
 * kept, too.
 */
@RestController
@ConditionalOnRole(Role.COLLECT)
class ReportController {

    private final Intake intake;
    private final SessionDoor sessions;
    private final EventDoor events;
    private final ForgetDoor forgets;

    ReportController(Intake intake, SessionDoor sessions, EventDoor events, ForgetDoor forgets) {
        this.intake = intake;
        this.sessions = sessions;
        this.events = events;
        this.forgets = forgets;
    }

    @RequestMapping("/session")
    ResponseEntity<?> session(HttpServletRequest request) throws IOException {
        return intake.take(request, sessions);
    }

    @RequestMapping("/event")
    ResponseEntity<?> event(HttpServletRequest request) throws IOException {
        return intake.take(request, events);
    }

    @RequestMapping("/gdpr_forget_device")
    ResponseEntity<?> forget(HttpServletRequest request) throws IOException {
        return intake.take(request, forgets);
    }
}
