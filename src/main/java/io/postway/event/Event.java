package io.postway.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened in an app.
 *
 * @param createdAt when the device says it happened, never after {@code receivedAt}
 * @param revenue what it brought; null: it is no revenue event
 * @param callbackParameters what the app tells its own raw data
 * @param partnerParameters what the app tells its partners, if their panel lets it through
 * @param ipAddress the device's address as reported, never the caller's own
 * @param place as reported, and where the report is silent, as the address tells
 */
public record Event(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        AppToken appToken,
        Environment environment,
        DeviceIds deviceIds,
        EventToken eventToken,
        Instant createdAt,
        @Nullable Revenue revenue,
        Parameters callbackParameters,
        Parameters partnerParameters,
        Parameters parameters,
        @Nullable String ipAddress,
        Place place,
        @Nullable String eventId,
        @Nullable Sharing sharing)
        implements DeviceReport {}
