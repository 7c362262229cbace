package io.postway.console;

import io.postway.event.AppToken;
import io.postway.event.Attempt;
import io.postway.event.DeadCallback;
import io.postway.event.Rejected;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What records of different topics have in common for who looks for them.
 *
 * @param app null: nobody could tell whose it is
 * @param callbackId null: it is not about a callback
 */
record RecordFacts(
        @Nullable AppToken app,
        String reason,
        Instant receivedAt,
        @Nullable String callbackId) {

    /** What JSON leaves out arrives as null, whatever the type says: then it is none of our records. */
    RecordFacts {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(receivedAt);
    }

    static RecordFacts of(Attempt attempt) {
        return new RecordFacts(attempt.appToken(), attempt.reason(), attempt.receivedAt(), attempt.callbackId());
    }

    static RecordFacts of(DeadCallback dead) {
        var callback = dead.callback();
        return new RecordFacts(callback.appToken(), dead.reason(), dead.receivedAt(), callback.callbackId());
    }

    static RecordFacts of(Rejected rejected) {
        return new RecordFacts(rejected.appToken(), rejected.reason(), rejected.receivedAt(), null);
    }
}
