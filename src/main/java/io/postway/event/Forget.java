package io.postway.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A device shall be erased (Adjust, "Data erasure"): in both environments, for good. It stands in its app's log like
 * every report, so that it is clear what came before it and what after.
 */
public record Forget(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        AppToken appToken,
        DeviceIds deviceIds,
        Parameters parameters)
        implements Activity {

    /** What may be told of it: not whom it was about. */
    public Forget withoutIds() {
        return new Forget(id, receivedAt, settingsVersion, appToken, new DeviceIds(Map.of()), Parameters.none());
    }
}
