package io.postway.delivery;

/** What came back from a partner. */
sealed interface Answer {

    /** As records and metrics name it. */
    String reason();

    /** An HTTP status. */
    record Status(int code) implements Answer {

        @Override
        public String reason() {
            return "status_" + code;
        }
    }

    /** No answer, or none in time: {@code connect_failed}, {@code timed_out}, {@code unknown_host}, … */
    record NoAnswer(String reason) implements Answer {}

    /** We did not even ask: the address is one that nobody may make us talk to. */
    record Forbidden(String reason) implements Answer {}
}
