package io.postway.attribution;

import io.postway.event.Click;
import io.postway.event.Engagement;
import io.postway.event.EngagementKind;
import io.postway.event.Parameters;
import io.postway.event.Tracker;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an engagement until its window has passed.
 *
 * @param mayReattribute whether it may win a known user, too
 * @param deviceName its device's model; null: unknown
 */
record PastEngagement(
        EngagementKind kind,
        UUID id,
        Tracker tracker,
        Instant at,
        Parameters parameters,
        boolean mayReattribute,
        @Nullable String deviceName) {

    /** @param tracker the engagement's own, or the one that it was pooled into */
    static PastEngagement of(Engagement engagement, Tracker tracker) {
        return new PastEngagement(
                EngagementKind.of(engagement),
                engagement.id(),
                tracker,
                engagement.receivedAt(),
                engagement.parameters(),
                !(engagement instanceof Click click) || click.mayReattribute(),
                engagement.visitor().deviceName());
    }
}
