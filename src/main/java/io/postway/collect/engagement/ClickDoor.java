package io.postway.collect.engagement;

import io.postway.collect.Door;
import io.postway.collect.DoorName;
import io.postway.collect.Received;
import io.postway.event.Click;
import io.postway.event.Click.Redirect;
import io.postway.event.Engagement.Flag;
import io.postway.event.Partner;
import io.postway.event.Topics;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Clicks: kept with all their parameters, and sent where they want to go, as far as that is allowed. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class ClickDoor {

    private static final String BACKINAPP_CLICK_ID = "backinapp_click_id";

    private final Hits hits;
    private final Topics topics;
    private final EngagementMetrics metrics;

    ClickDoor(Hits hits, Topics topics, EngagementMetrics metrics) {
        this.hits = hits;
        this.topics = topics;
        this.metrics = metrics;
    }

    /** The door at one link's path. */
    Door at(String link) {
        return new LinkDoor<>(
                DoorName.CLICK,
                topics.activities(),
                metrics,
                request -> hits.read(request, link),
                ClickDoor::click,
                ClickDoor::redirect);
    }

    private static Click click(Hit hit) {
        var redirect = hit.serverToServer() ? null : Redirects.choose(hit);
        return new Click(
                hit.id(),
                hit.receivedAt(),
                hit.stamp().settingsVersion(),
                hit.app().token(),
                hit.tracker(),
                hit.deviceIds(),
                hit.parameters(),
                hit.rawQuery(),
                hit.serverToServer(),
                hit.visitor(),
                flags(hit, redirect),
                hit.parameters().value("rt").filter(rt -> rt.equals("0")).isEmpty(),
                redirect);
    }

    private static Set<Flag> flags(Hit hit, @Nullable Redirect redirect) {
        var flags = EnumSet.noneOf(Flag.class);
        flags.addAll(hit.flags());
        if (hit.link().partner() == Partner.BACKINAPP
                && hit.parameters().value(BACKINAPP_CLICK_ID).isEmpty()) {
            flags.add(Flag.NO_BACKINAPP_CLICK_ID);
        }
        if (redirect != null && redirect.refused() != null) {
            flags.add(Flag.REDIRECT_REFUSED);
        }
        return flags;
    }

    private static ResponseEntity<?> redirect(Click click, Hit hit, Received request) {
        if (click.flags().contains(Flag.PREFETCH)) {
            // Nothing to load ahead: a browser that had the answer already would not ask when somebody clicks.
            return ResponseEntity.noContent()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return Redirects.answer(Optional.ofNullable(click.redirect())
                .flatMap(redirect -> Optional.ofNullable(redirect.location()))
                .map(URI::create)
                .map(target -> OpenPage.isNeeded(target, request) ? OpenPage.before(target, hit) : target));
    }
}
