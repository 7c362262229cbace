package io.postway.quickstart;

import java.time.Instant;
import java.util.Map;

/** A request that the sandbox got. */
record SandboxRequest(
        Instant receivedAt,
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> headers,
        String body) {}
