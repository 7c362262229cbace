package io.postway.forwarding;

import io.postway.event.Callback.Method;
import io.postway.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** A callback's parameters as text: a query string for GET, one flat JSON object of strings for POST. */
final class Payload {

    private Payload() {}

    static String of(Method method, Map<String, String> parameters) {
        return switch (method) {
            case GET ->
                parameters.entrySet().stream()
                        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
            case POST -> Json.MAPPER.writeValueAsString(parameters);
        };
    }

    /** UTF-8 in percent escapes, all but the unreserved characters of RFC 3986: a space is {@code %20}. */
    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
