package io.postway.forwarding;

import io.postway.event.Callback.Method;
import io.postway.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.springframework.web.util.UriUtils;

/** A callback's parameters as text: a query string for GET, one flat JSON object of strings for POST. */
final class Payload {

    private Payload() {}

    static String of(Method method, Map<String, String> parameters) {
        return switch (method) {
            case GET -> query(parameters);
            case POST -> Json.MAPPER.writeValueAsString(parameters);
        };
    }

    private static String query(Map<String, String> parameters) {
        var query = new StringJoiner("&");
        parameters.forEach((name, value) -> query.add(encode(name) + "=" + encode(value)));
        return query.toString();
    }

    /** Most names and values are, and there are sixty of them in a callback. */
    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if ((character < 'a' || character > 'z')
                    && (character < 'A' || character > 'Z')
                    && (character < '0' || character > '9')
                    && "-._~".indexOf(character) < 0) {
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
