package io.postway.collect.engagement;

import io.postway.collect.Door;
import io.postway.collect.DoorName;
import io.postway.collect.Received;
import io.postway.event.Impression;
import io.postway.event.Topics;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Impressions: kept, and answered with the smallest picture there is. */
@Component
@ConditionalOnRole(Role.COLLECT)
final class ImpressionDoor {

    /** A transparent GIF of one pixel. */
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Hits hits;
    private final Topics topics;
    private final EngagementMetrics metrics;

    ImpressionDoor(Hits hits, Topics topics, EngagementMetrics metrics) {
        this.hits = hits;
        this.topics = topics;
        this.metrics = metrics;
    }

    /** The door at one link's path. */
    Door at(String link) {
        return new LinkDoor<>(
                DoorName.IMPRESSION,
                topics.activities(),
                metrics,
                request -> hits.read(request, link),
                ImpressionDoor::impression,
                ImpressionDoor::pixel);
    }

    private static Impression impression(Hit hit) {
        return new Impression(
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
                hit.flags());
    }

    private static ResponseEntity<?> pixel(Impression impression, Hit hit, Received request) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_GIF)
                .cacheControl(CacheControl.noStore())
                .body(PIXEL);
    }
}
