package io.postway.collect.skadnetwork;

import io.postway.collect.Intake;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /skadnetwork/{token}}: every method comes here, so that what is refused is kept, too. */
@RestController
@ConditionalOnRole(Role.COLLECT)
class PostbackController {

    private final Intake intake;
    private final PostbackDoor door;

    PostbackController(Intake intake, PostbackDoor door) {
        this.intake = intake;
        this.door = door;
    }

    @RequestMapping("/skadnetwork/{token}")
    ResponseEntity<?> receive(HttpServletRequest request, @PathVariable String token) throws IOException {
        return intake.take(request, door.at(token));
    }
}
