package io.postway.delivery;

import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import java.io.IOException;
import java.util.Optional;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * One request while it is under way: what is known of it whenever it ends. All of it belongs to the thread that makes
 * the request, but for the end of its time.
 */
final class Exchange {

    /** That of the running thread: what parses an answer knows its connection only, not who uses it now. */
    static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    private static final int MIN_STATUS = 200;
    private static final int MAX_STATUS = 999;
    private static final int MAX_RETRY_AFTER = 64;

    private boolean connected;
    private int status;
    private @Nullable String retryAfter;
    private @Nullable String body;
    private volatile boolean overdue;

    /** There is a connection, and the request goes out on it now. */
    void connected() {
        connected = true;
    }

    /** A status line has come. One that is only provisional (1xx), or a proxy's before the request, says nothing. */
    void statusCame(int code) {
        if (connected) {
            status = code;
        }
    }

    void retryAfterCame(String value) {
        retryAfter = AnswerText.of(value, MAX_RETRY_AFTER);
    }

    void bodyBegan(byte[] bytes, int length) {
        body = AnswerText.of(bytes, length);
    }

    /** Its time is over. May be called by any thread. */
    void expire(Cancellable request) {
        overdue = true;
        request.cancel();
    }

    boolean isOverdue() {
        return overdue;
    }

    /** Empty: none has come that means anything. */
    Optional<Status> status() {
        return status < MIN_STATUS || status > MAX_STATUS
                ? Optional.empty()
                : Optional.of(new Status(status, retryAfter, body));
    }

    NoAnswer failedWith(IOException failure) {
        return overdue ? NoAnswer.TOO_SLOW : NoAnswer.of(failure, connected);
    }
}
