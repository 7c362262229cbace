package io.postway.attribution;

import io.postway.event.Attributed.Attribution;
import io.postway.event.Engagement;
import io.postway.event.EngagementKind;
import io.postway.event.Parameters;
import io.postway.event.Tracker;
import java.time.Instant;
import java.util.UUID;

/** What is remembered of an engagement until its window has passed. */
record PastEngagement(EngagementKind kind, UUID id, Tracker tracker, Instant at, Parameters parameters) {

    /** @param tracker the engagement's own, or the one that it was pooled into */
    static PastEngagement of(Engagement engagement, Tracker tracker) {
        return new PastEngagement(
                EngagementKind.of(engagement),
                engagement.id(),
                tracker,
                engagement.receivedAt(),
                engagement.parameters());
    }

    Attribution attribution() {
        return new Attribution(kind, id, tracker, at, parameters);
    }
}
