package io.postway.apple;

import com.nimbusds.jose.util.Base64URL;
import io.postway.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A compact JWS (RFC 7515, section 7.1), taken apart but not verified.
 *
 * @param headerText as received; with the payload's, what is signed
 */
record Jws(Base64URL headerText, Base64URL payloadText, Base64URL signature, ObjectNode header, ObjectNode payload) {

    /** Base64url without padding, three times; the library's own decoder overlooks what does not belong there. */
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

    /** None: {@code text} is no JWS of a JSON object. */
    static Optional<Jws> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? parse(new Base64URL(parts.group(1)), new Base64URL(parts.group(2)), new Base64URL(parts.group(3)))
                : Optional.empty();
    }

    private static Optional<Jws> parse(Base64URL header, Base64URL payload, Base64URL signature) {
        return object(header)
                .flatMap(head -> object(payload).map(body -> new Jws(header, payload, signature, head, body)));
    }

    private static Optional<ObjectNode> object(Base64URL part) {
        try {
            return Json.parse(Base64.getUrlDecoder().decode(part.toString())) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
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
