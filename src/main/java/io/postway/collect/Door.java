package io.postway.collect;

import io.postway.event.Rejected.RequestLine;
import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.http.ErrorCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** One kind of request: how it is judged, and how a refusal reads to its sender. */
public interface Door {

    /** As metrics and records name it. */
    DoorName name();

    /** The largest body; a larger one is refused. */
    int maxBodyBytes();

    /** What the sender hears when its record cannot be made durable, so that it comes again. */
    default ErrorCode comeAgain() {
        return ErrorCode.UNAVAILABLE;
    }

    /** Who answers for what is refused: each source may fill only so much of our room for it. */
    default Source source(Received request) {
        return Source.stranger(request.remoteAddress());
    }

    /** The request as it may be kept: without a secret that its path may hold. */
    default RequestLine safeLine(Received request) {
        return request.line();
    }

    /**
     * What to append and what to answer once it is durable.
     *
     * @throws RefusedException if the request can't be accepted
     */
    Accepted<?> judge(Received request);

    /** Told of each record once it is durable. */
    default void kept(Stamped value) {}

    /**
     * The answer to what was refused, given once the refusal is durable.
     *
     * @param record the id under which it is kept
     */
    ResponseEntity<?> answer(Refusal refusal, UUID record);

    /**
     * A record, where it goes, and what the sender hears once it is there.
     *
     * @param provesNothing whether anybody could have made it up: then it is taken off its source's share
     */
    record Accepted<V extends Stamped>(
            Topic<V> topic, @Nullable String key, V value, ResponseEntity<?> answer, boolean provesNothing) {

        public Accepted(Topic<V> topic, @Nullable String key, V value, ResponseEntity<?> answer) {
            this(topic, key, value, answer, false);
        }
    }
}
