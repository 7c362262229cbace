package io.postway.event;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver a callback.
 *
 * @param number counted from 1
 * @param status the answer's HTTP status; null: there was none
 * @param outcome {@code delivered}, {@code later} or {@code dead}
 * @param reason such as {@code status_200} or {@code connect_failed}
 * @param answer how the answer's body begins, as text; null: there was none
 * @param nextAttemptAt null: there is none
 */
public record Attempt(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        String callbackId,
        AppToken appToken,
        Partner partner,
        String partnerId,
        int number,
        Instant startedAt,
        long durationMillis,
        @Nullable Integer status,
        String outcome,
        String reason,
        @Nullable String answer,
        @Nullable Instant nextAttemptAt)
        implements Stamped {

    /** @param took how long the try lasted, to the answer or the failure */
    public static Attempt of(
            Callback callback,
            int number,
            Instant startedAt,
            Duration took,
            @Nullable Integer status,
            String outcome,
            String reason,
            @Nullable String answer,
            @Nullable Instant nextAttemptAt) {
        return new Attempt(
                callback.id(),
                callback.receivedAt(),
                callback.settingsVersion(),
                callback.callbackId(),
                callback.appToken(),
                callback.partner(),
                callback.partnerId(),
                number,
                startedAt,
                took.toMillis(),
                status,
                outcome,
                reason,
                answer,
                nextAttemptAt);
    }
}
