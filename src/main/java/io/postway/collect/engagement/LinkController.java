package io.postway.collect.engagement;

import io.postway.collect.Intake;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /{link}}: a click; every method comes here, so that what is refused is kept, too. */
@RestController
@ConditionalOnRole(Role.COLLECT)
class LinkController {

    private final Intake intake;
    private final ClickDoor clicks;

    LinkController(Intake intake, ClickDoor clicks) {
        this.intake = intake;
        this.clicks = clicks;
    }

    /** {@code HEAD} asks where the link leads, and is no click. */
    @RequestMapping("/{link}")
    ResponseEntity<?> follow(HttpServletRequest request, @PathVariable String link) throws IOException {
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return clicks.preview(link, request.getHeader("user-agent"));
        }
        return intake.take(request, clicks.at(link));
    }
}
