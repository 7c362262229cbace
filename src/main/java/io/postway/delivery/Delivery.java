package io.postway.delivery;

import io.postway.event.Callback;
import io.postway.event.DeadCallback;
import io.postway.event.LaterCallback;
import io.postway.event.LaterCallback.Turn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A callback on its way, and how far it has come.
 *
 * @param attempts how many have been made
 * @param since when we began to deliver it: when it was received, or when a person had it replayed
 * @param turn the one that it has now; null: it did not wait for any
 */
record Delivery(
        Callback callback,
        int attempts,
        Instant since,
        @Nullable Turn turn) {

    static Delivery of(Callback callback) {
        return new Delivery(callback, 0, callback.receivedAt(), null);
    }

    static Delivery of(LaterCallback later) {
        return new Delivery(later.callback(), later.attempts(), later.since(), later.turn());
    }

    Duration age(Instant now) {
        return Duration.between(since, now);
    }

    /** The same, one attempt further, bound to where that one went. */
    Delivery attempted(Callback settled) {
        return new Delivery(settled, attempts + 1, since, null);
    }

    /** The same, as if its last attempt had not been made. */
    Delivery uncounted() {
        return new Delivery(callback, attempts - 1, since, null);
    }

    /** Waits for the time of its next attempt. */
    LaterCallback later(Instant dueAt, String reason) {
        return LaterCallback.of(callback, attempts, since, dueAt, reason, null);
    }

    /** Waits for its turn, for the first time or once more. */
    LaterCallback queued(NotNow notNow) {
        var next = turn != null && turn.queue().equals(notNow.queue()) ? turn.next() : new Turn(notNow.queue(), 0);
        return LaterCallback.of(
                callback, attempts, since, notNow.lookAgainAt(), notNow.why().wireName(), next);
    }

    DeadCallback dead(Instant now, String reason, String message) {
        return DeadCallback.of(callback, attempts, now, reason, message);
    }
}
