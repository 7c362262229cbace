package io.postway.delivery;

import io.postway.event.Callback;
import io.postway.runtime.Sandbox;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a callback goes: where its panel says, else the configured place, else our sandbox, else nowhere yet. */
final class Destinations {

    private final @Nullable URI configured;
    private final Optional<Sandbox> sandbox;

    Destinations(@Nullable URI configured, Optional<Sandbox> sandbox) {
        this.configured = configured;
        this.sandbox = sandbox;
    }

    Optional<URI> of(Callback callback) {
        return Optional.ofNullable(callback.endpoint())
                .or(() -> Optional.ofNullable(configured))
                .or(() -> sandbox.map(Sandbox::endpoint));
    }

    /** Whether this is exactly our own sandbox, the one private address that needs no permission. */
    boolean isSandbox(URI endpoint) {
        return sandbox.map(Sandbox::endpoint).filter(endpoint::equals).isPresent();
    }

    /** The endpoint with the callback's query behind its own. */
    static URI address(URI endpoint, Callback callback) {
        return switch (callback.method()) {
            case POST -> endpoint;
            case GET -> {
                var text = endpoint.toString();
                var separator = endpoint.getRawQuery() == null
                        ? "?"
                        : endpoint.getRawQuery().isEmpty() ? "" : "&";
                yield URI.create(text + separator + callback.payload());
            }
        };
    }
}
