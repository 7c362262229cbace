package io.postway.forwarding;

import io.postway.event.Callback.Method;
import io.postway.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.web.util.UriUtils;

/** A callback's parameters as text: a query string for GET, one flat JSON object of strings for POST. */
final class Payload {

    /** By character, of RFC 3986. */
    private static final boolean[] UNRESERVED = unreserved();

    private static final int USUAL_LENGTH = 1_024;

    private Payload() {}

    private static boolean[] unreserved() {
        var unreserved = new boolean[128];
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
                .chars()
                .forEach(character -> unreserved[character] = true);
        return unreserved;
    }

    static String of(Method method, Map<String, String> parameters) {
        return switch (method) {
            case GET -> query(parameters);
            case POST -> Json.MAPPER.writeValueAsString(parameters);
        };
    }

    private static String query(Map<String, String> parameters) {
        var query = new StringBuilder(USUAL_LENGTH);
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        return query.toString();
    }

    /** Most names and values are, and there are sixty of them in a callback. */
    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character >= UNRESERVED.length || !UNRESERVED[character]) {
                return false;
            }
        }
        return true;
    }

    /** UTF-8 in percent escapes, all but the unreserved characters of RFC 3986: a space is {@code %20}. */
    private static String encode(String text) {
        return isUnreserved(text) ? text : UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
