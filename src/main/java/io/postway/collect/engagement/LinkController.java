package io.postway.collect.engagement;

import io.postway.collect.Intake;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Links: every method comes here, so that what is refused is kept, too. */
@RestController
@ConditionalOnRole(Role.COLLECT)
class LinkController {

    private final Intake intake;
    private final ClickDoor clicks;
    private final ImpressionDoor impressions;

    LinkController(Intake intake, ClickDoor clicks, ImpressionDoor impressions) {
        this.intake = intake;
        this.clicks = clicks;
        this.impressions = impressions;
    }

    @RequestMapping("/{link}")
    ResponseEntity<?> click(HttpServletRequest request, @PathVariable String link) throws IOException {
        return intake.take(request, clicks.at(link));
    }

    @RequestMapping("/impression/{link}")
    ResponseEntity<?> impression(HttpServletRequest request, @PathVariable String link) throws IOException {
        return intake.take(request, impressions.at(link));
    }
}
