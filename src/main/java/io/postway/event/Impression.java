package io.postway.event;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Somebody saw an ad. */
public record Impression(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        AppToken appToken,
        Tracker tracker,
        DeviceIds deviceIds,
        Parameters parameters,
        String rawQuery,
        boolean serverToServer,
        Visitor visitor,
        Set<Flag> flags)
        implements Engagement {

    public Impression {
        flags = Engagement.copyOf(flags);
    }
}
