package io.postway.event;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.UUID;

/**
 * A callback that waits for its next attempt.
 *
 * @param attempts how many have been made so far; waiting for an endpoint to exist is none
 * @param since when we began to deliver it: when it was received, or when a person had it replayed
 * @param reason why it was not settled, such as {@code status_503} or {@code no_endpoint}
 */
public record LaterCallback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        Callback callback,
        int attempts,
        Instant since,
        Instant dueAt,
        String reason)
        implements Stamped {

    public LaterCallback {
        since = requireNonNullElse(since, receivedAt);
    }

    public static LaterCallback of(Callback callback, int attempts, Instant since, Instant dueAt, String reason) {
        return new LaterCallback(
                callback.id(),
                callback.receivedAt(),
                callback.settingsVersion(),
                callback,
                attempts,
                since,
                dueAt,
                reason);
    }

    /** Begins anew, because a person says so. */
    public static LaterCallback replayed(Callback callback, Instant now) {
        return of(callback, 0, now, now, "replayed");
    }
}
