package io.postway.delivery;

import io.postway.event.Callback;
import io.postway.event.DeadCallback;
import io.postway.event.LaterCallback;
import java.time.Duration;
import java.time.Instant;

/**
 * A callback on its way, and how far it has come.
 *
 * @param attempts how many have been made
 * @param since when we began to deliver it: when it was received, or when a person had it replayed
 */
record Delivery(Callback callback, int attempts, Instant since) {

    static Delivery of(Callback callback) {
        return new Delivery(callback, 0, callback.receivedAt());
    }

    static Delivery of(LaterCallback later) {
        return new Delivery(later.callback(), later.attempts(), later.since());
    }

    Duration age(Instant now) {
        return Duration.between(since, now);
    }

    /** The same, one attempt further, bound to where that one went. */
    Delivery attempted(Callback settled) {
        return new Delivery(settled, attempts + 1, since);
    }

    /** The same, as if its last attempt had not been made. */
    Delivery uncounted() {
        return new Delivery(callback, attempts - 1, since);
    }

    LaterCallback later(Instant dueAt, String reason) {
        return LaterCallback.of(callback, attempts, since, dueAt, reason);
    }

    DeadCallback dead(Instant now, String reason, String message) {
        return DeadCallback.of(callback, attempts, now, reason, message);
    }
}
