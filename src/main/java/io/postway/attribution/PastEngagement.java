package io.postway.attribution;

import io.postway.event.Click;
import io.postway.event.Engagement;
import io.postway.event.EngagementKind;
import io.postway.event.LinkParameters;
import io.postway.event.Parameters;
import io.postway.event.Tracker;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an engagement until its window has passed.
 *
 * @param identifiers all by which it can be found
 * @param parameters its own, but for those that tell which device it was
 * @param mayReattribute whether it may win a known user, too
 * @param deviceName its device's model; null: unknown
 */
record PastEngagement(
        EngagementKind kind,
        UUID id,
        Tracker tracker,
        Instant at,
        List<String> identifiers,
        Parameters parameters,
        boolean mayReattribute,
        @Nullable String deviceName) {

    PastEngagement {
        identifiers = List.copyOf(identifiers);
    }

    /** @param tracker the engagement's own, or the one that it was pooled into */
    static PastEngagement of(Engagement engagement, Tracker tracker, List<String> identifiers) {
        return new PastEngagement(
                EngagementKind.of(engagement),
                engagement.id(),
                tracker,
                engagement.receivedAt(),
                identifiers,
                LinkParameters.withoutDevice(engagement.parameters()),
                !(engagement instanceof Click click) || click.mayReattribute(),
                engagement.visitor().deviceName());
    }
}
