package io.postway.apple;

import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.util.Base64URL;
import io.postway.event.Json;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A compact JWS (RFC 7515, section 7.1), taken apart but not verified.
 *
 * @param headerText as received; with the payload's, what is signed
 */
record Jws(Base64URL headerText, Base64URL payloadText, Base64URL signature, ObjectNode header, ObjectNode payload) {

    private static final int PARTS = 3;

    /** None: {@code text} is no JWS of a JSON object. */
    static Optional<Jws> parse(String text) {
        try {
            var parts = JOSEObject.split(text);
            return parts.length == PARTS ? parse(parts[0], parts[1], parts[2]) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Jws> parse(Base64URL header, Base64URL payload, Base64URL signature) {
        return object(header)
                .flatMap(head -> object(payload).map(body -> new Jws(header, payload, signature, head, body)));
    }

    private static Optional<ObjectNode> object(Base64URL part) {
        try {
            return Json.MAPPER.readTree(part.decode()) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** {@code alg} or {@code kid}; empty: the header has none. */
    String header(String name) {
        return header.path(name).asString("");
    }

    byte[] signingInput() {
        return (headerText + "." + payloadText).getBytes(StandardCharsets.US_ASCII);
    }
}
