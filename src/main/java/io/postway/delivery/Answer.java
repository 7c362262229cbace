package io.postway.delivery;

import org.jspecify.annotations.Nullable;

/** What came back from a partner. */
sealed interface Answer {

    /** As records and metrics name it. */
    String reason();

    /** An HTTP status. */
    record Status(
            int code, @Nullable String retryAfter, @Nullable String body) implements Answer {

        Status(int code) {
            this(code, null, null);
        }

        @Override
        public String reason() {
            return "status_" + code;
        }
    }

    /** No answer, or none in time: {@code connect_failed}, {@code timed_out}, {@code unknown_host}, … */
    record NoAnswer(String reason) implements Answer {}

    /** We did not even ask: the address is one that nobody may make us talk to. */
    record Forbidden(String reason, String message) implements Answer {}
}
