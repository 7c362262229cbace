package io.postway.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hit on a tracker link.
 *
 * @param tracker the link and its sub-levels, as named when the click came in
 * @param rawQuery the query as it was sent, for what {@code parameters} cannot say (repeats, broken escapes)
 * @param serverToServer whether an ad network's server reported it ({@code s2s=1}); then only {@code ip_address}, never
 *     the caller's own, is the device's address
 */
public record Click(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        AppToken appToken,
        Tracker tracker,
        DeviceIds deviceIds,
        Parameters parameters,
        String rawQuery,
        boolean serverToServer,
        @Nullable String ipAddress,
        @Nullable String userAgent)
        implements Activity {}
