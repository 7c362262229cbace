package io.postway.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A callback that will not be tried again until a person says so.
 *
 * @param attempts how many have been made
 * @param reason why it was given up, such as {@code status_404} or {@code forbidden_address}
 * @param message the same in words
 */
public record DeadCallback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        Callback callback,
        int attempts,
        Instant diedAt,
        String reason,
        String message)
        implements Stamped {

    public static DeadCallback of(Callback callback, int attempts, Instant diedAt, String reason, String message) {
        return new DeadCallback(
                callback.id(),
                callback.receivedAt(),
                callback.settingsVersion(),
                callback,
                attempts,
                diedAt,
                reason,
                message);
    }
}
