package io.postway.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.postway.delivery.DeliveryProperties.BreakerRule;
import io.postway.delivery.DeliveryProperties.EndpointLimits;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every address that callbacks went to lately. */
final class Endpoints {

    /** One that nothing goes to for that long is begun anew when something does. */
    private static final Duration IDLE = Duration.ofDays(1);

    private static final int MAX = 10_000;

    private final LoadingCache<URI, Endpoint> known;

    Endpoints(EndpointLimits limits, BreakerRule breaking, InstantSource clock, DeliveryMetrics metrics) {
        this.known = Caffeine.newBuilder()
                .expireAfterAccess(IDLE)
                .maximumSize(MAX)
                .evictionListener((@Nullable URI address, @Nullable Endpoint endpoint, RemovalCause cause) ->
                        Optional.ofNullable(endpoint).ifPresent(metrics::forget))
                .build(address -> {
                    var endpoint = new Endpoint(address, limits, breaking, clock);
                    metrics.watch(endpoint);
                    return endpoint;
                });
    }

    Endpoint at(URI address) {
        return known.get(address);
    }
}
