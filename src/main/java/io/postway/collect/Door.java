package io.postway.collect;

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

    /** Who answers for refused requests: each source may fill only so much of our room for them. */
    default String source(Received request) {
        return Sources.network(request.remoteAddress());
    }

    /**
     * What to append and what to answer once it is durable.
     *
     * @throws RefusedException if the request can't be accepted
     */
    Accepted<?> judge(Received request);

    /**
     * The answer to what was refused, given once the refusal is durable.
     *
     * @param record the id under which it is kept
     */
    ResponseEntity<?> answer(Refusal refusal, UUID record);

    /** A record, where it goes, and what the sender hears once it is there. */
    record Accepted<V extends Stamped>(
            Topic<V> topic, @Nullable String key, V value, ResponseEntity<?> answer) {}
}
