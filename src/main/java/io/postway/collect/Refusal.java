package io.postway.collect;

import io.postway.event.AppToken;
import io.postway.http.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused.
 *
 * @param reason stable, more precise than {@code code}; stored with the record
 * @param message in words, for the sender
 * @param faults every single fault, where there can be several
 * @param app whose request it was, as far as one can tell
 */
public record Refusal(
        ErrorCode code,
        String reason,
        String message,
        List<?> faults,
        @Nullable AppToken app) {

    public Refusal {
        faults = List.copyOf(faults);
    }

    /** Whether nothing of the request may be kept, not even that it was refused. */
    boolean leavesNothing() {
        return code == ErrorCode.DEVICE_ERASED;
    }

    public static Refusal of(ErrorCode code, String message) {
        return of(code, message, null);
    }

    public static Refusal of(ErrorCode code, String message, @Nullable AppToken app) {
        return new Refusal(code, code.wireName(), message, List.of(), app);
    }
}
