package io.postway.collect;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A request's headers, as far as they may be kept. */
final class Headers {

    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie", "x-api-key");

    private Headers() {}

    /** By lower-case name; a header sent several times has its values joined, as RFC 9110 allows. */
    static Map<String, String> of(HttpServletRequest request) {
        var headers = new LinkedHashMap<String, String>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        return headers;
    }

    static Map<String, String> withoutSecrets(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> !SECRET.contains(header.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
