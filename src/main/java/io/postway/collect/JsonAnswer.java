package io.postway.collect;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The answer to what was accepted. It is JSON whatever the sender's {@code Accept} says: a 406 after the record has
 * been made durable would have the sender send it again.
 */
public final class JsonAnswer {

    private JsonAnswer() {}

    public static ResponseEntity<?> ok(Object body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
