package io.postway.event;

import java.time.Instant;
import java.util.UUID;

/** A callback that will not be tried again until a person says so. */
public record DeadCallback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        Callback callback,
        int attempts,
        Instant diedAt,
        String reason)
        implements Stamped {

    public static DeadCallback of(Callback callback, int attempts, Instant diedAt, String reason) {
        return new DeadCallback(
                callback.id(), callback.receivedAt(), callback.settingsVersion(), callback, attempts, diedAt, reason);
    }
}
