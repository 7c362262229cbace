package io.postway.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A callback that waits for its next attempt.
 *
 * @param attempts how many have been made so far; waiting for an endpoint to exist is none
 * @param reason why it was not settled, such as {@code status_503} or {@code no_endpoint}
 */
public record LaterCallback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        Callback callback,
        int attempts,
        Instant dueAt,
        String reason)
        implements Stamped {

    public static LaterCallback of(Callback callback, int attempts, Instant dueAt, String reason) {
        return new LaterCallback(
                callback.id(), callback.receivedAt(), callback.settingsVersion(), callback, attempts, dueAt, reason);
    }
}
