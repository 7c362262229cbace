package io.postway.quickstart;

import io.postway.event.Json;
import io.postway.http.FormData;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Plays BackInApp: takes every callback, and shows what it got. */
@RestController
@RequestMapping("/sandbox/backinapp")
@ConditionalOnQuickstart
class SandboxController {

    private final SandboxRequests requests;
    private final InstantSource clock;

    SandboxController(SandboxRequests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @RequestMapping
    Map<String, String> receive(HttpServletRequest request) throws IOException {
        var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var query = request.getQueryString();
        var parameters = new LinkedHashMap<String, String>();
        parameters.putAll(FormData.parse(query == null ? "" : query).byName());
        parameters.putAll(json(body));
        requests.add(new SandboxRequest(
                clock.instant(), request.getMethod(), request.getRequestURI(), parameters, headers(request), body));
        return Map.of("status", "ok");
    }

    /** The newest first. */
    @GetMapping("/requests")
    List<SandboxRequest> list() {
        return requests.newestFirst();
    }

    @DeleteMapping("/requests")
    void clear() {
        requests.clear();
    }

    /** A POST's parameters are one flat JSON object. */
    private static Map<String, String> json(String body) {
        var parameters = new LinkedHashMap<String, String>();
        try {
            if (!body.isBlank() && Json.parse(body) instanceof ObjectNode object) {
                object.properties()
                        .forEach(property -> parameters.put(
                                property.getKey(), property.getValue().asString()));
            }
        } catch (JacksonException e) {
            // Shown as the body that it is.
        }
        return parameters;
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new LinkedHashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return headers;
    }
}
