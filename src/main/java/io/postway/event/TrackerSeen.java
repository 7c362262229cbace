package io.postway.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tracker that engagements came by: each sub-level once, and each link again whenever what it brought has changed.
 *
 * @param id that of the engagement that led to this record
 * @param tally what the link has brought, its sub-levels included; null: this is a sub-level
 */
public record TrackerSeen(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        AppToken appToken,
        Tracker tracker,
        @Nullable LinkTally tally)
        implements Stamped {

    /** One per tracker of an app. */
    public String key() {
        return appToken + ":" + tracker.token();
    }
}
