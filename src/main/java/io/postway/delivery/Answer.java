package io.postway.delivery;

import io.postway.delivery.PartnerConnections.ProxyRefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** What came back from a partner. {@code docs/delivery.md} lists every reason. */
sealed interface Answer {

    /** As records and metrics name it. */
    String reason();

    /**
     * An HTTP status. It counts from its line on, whatever becomes of the rest of the answer.
     *
     * @param code 200 to 999
     * @param retryAfter the header of that name as it came, of at most 64 characters; null: there was none
     * @param body the first 256 bytes of the body as one line of text; null: there was none
     */
    record Status(
            int code, @Nullable String retryAfter, @Nullable String body) implements Answer {

        /** Without header and body. */
        Status(int code) {
            this(code, null, null);
        }

        @Override
        public String reason() {
            return "status_" + code;
        }
    }

    /** No answer, or none in time. */
    record NoAnswer(String reason) implements Answer {

        /** The attempt's whole time was over before a status had come. */
        static final NoAnswer TOO_SLOW = new NoAnswer("too_slow");

        /** What came is not HTTP, or not within its bounds. */
        static final NoAnswer INVALID = new NoAnswer("invalid_answer");

        /**
         * The reason why there was no status.
         *
         * @param connected whether there was a connection to send the request on, with TLS where that was asked for
         */
        static NoAnswer of(IOException failure, boolean connected) {
            return switch (failure) {
                case ConnectTimeoutException e -> new NoAnswer("connect_timed_out");
                case SocketTimeoutException e -> new NoAnswer(connected ? "timed_out" : "connect_timed_out");
                case ConnectionRequestTimeoutException e -> TOO_SLOW;
                // The same, found out by whoever leaves a connection.
                case RequestFailedException e -> TOO_SLOW;
                case UnknownHostException e -> new NoAnswer("unknown_host");
                case ConnectException e -> new NoAnswer("connect_failed");
                case NoRouteToHostException e -> new NoAnswer("connect_failed");
                case SSLException e -> new NoAnswer("tls_failed");
                case SocketException e -> new NoAnswer(connected ? "connection_reset" : "connect_failed");
                case ProxyRefusedException e -> new NoAnswer("proxy_refused");
                case ClientProtocolException e -> INVALID;
                case MessageConstraintException e -> INVALID;
                default -> new NoAnswer("broken_off");
            };
        }
    }

    /**
     * We did not even ask: the address is one that nobody may make us talk to.
     *
     * @param message in words what kind of address it is
     */
    record Forbidden(String message) implements Answer {

        @Override
        public String reason() {
            return "forbidden_address";
        }
    }
}
