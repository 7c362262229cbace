package io.postway.collect.skadnetwork;

import io.postway.collect.JsonAnswer;
import io.postway.event.Postback;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/** What the sender hears: nothing is counted yet, but nothing will be lost either. */
record PostbackAnswer(String status, UUID id, Postback.Signature.State signature, List<String> warnings) {

    static ResponseEntity<?> to(Postback postback) {
        return JsonAnswer.ok(new PostbackAnswer(
                "accepted", postback.id(), postback.signature().state(), postback.warnings()));
    }
}
