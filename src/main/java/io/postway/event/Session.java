package io.postway.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An app was opened on a device; the device's first session is its install.
 *
 * @param createdAt when the device says it happened, never after {@code receivedAt}
 * @param ipAddress the device's address as reported, never the caller's own
 * @param place as reported, and where the report is silent, as the address tells
 * @param referrer what Play told; null: nothing
 * @param reinstall whether the report says that the app had been removed and installed again
 * @param anonymousAddress whether the address is on the operator's list of those behind which anybody can be
 */
public record Session(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        AppToken appToken,
        Environment environment,
        DeviceIds deviceIds,
        Instant createdAt,
        Parameters parameters,
        @Nullable String ipAddress,
        Place place,
        @Nullable String eventId,
        @Nullable InstallReferrer referrer,
        boolean reinstall,
        boolean anonymousAddress,
        @Nullable Sharing sharing)
        implements DeviceReport {}
