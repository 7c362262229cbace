package io.postway.event;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback that waits: until its next attempt is due, or for its turn where none can be made now.
 *
 * @param attempts how many have been made so far; waiting for an endpoint to exist is none
 * @param since when we began to deliver it: when it was received, or when a person had it replayed
 * @param dueAt the earliest time for its next attempt
 * @param reason why it was not settled, such as {@code status_503} or {@code no_endpoint}
 * @param turn what it waits for; null: for nothing but the time
 */
public record LaterCallback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        Callback callback,
        int attempts,
        Instant since,
        Instant dueAt,
        String reason,
        @Nullable Turn turn)
        implements Stamped {

    /**
     * A callback's turn in a queue, which lets its oldest go, in larger numbers while they do not come back.
     *
     * @param queue of those that wait for the same, such as one endpoint
     * @param missed how often it has been let go by this queue in vain
     */
    public record Turn(String queue, int missed) {

        /** The next one, after this one was in vain. */
        public Turn next() {
            return new Turn(queue, missed + 1);
        }
    }

    public LaterCallback {
        since = requireNonNullElse(since, receivedAt);
    }

    public static LaterCallback of(
            Callback callback, int attempts, Instant since, Instant dueAt, String reason, @Nullable Turn turn) {
        return new LaterCallback(
                callback.id(),
                callback.receivedAt(),
                callback.settingsVersion(),
                callback,
                attempts,
                since,
                dueAt,
                reason,
                turn);
    }

    /** Begins anew, because a person says so. */
    public static LaterCallback replayed(Callback callback, Instant now) {
        return of(callback, 0, now, now, "replayed", null);
    }
}
