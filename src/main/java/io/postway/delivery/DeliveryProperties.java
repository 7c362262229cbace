package io.postway.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How callbacks are delivered; {@code config/application.yaml} holds the defaults and their reasons.
 *
 * @param backinappEndpoint where BackInApp's callbacks go unless a panel says otherwise; null: they wait
 * @param retrySchedule the pauses after the first, second, … attempt; after the last one a callback is dead
 * @param maxInFlight how many callbacks may be on their way at once
 * @param connectTimeout how long a connection may take
 * @param responseTimeout how long the partner may be silent
 * @param endpointPause how long a callback waits before it looks again whether there is an endpoint
 * @param allowPrivateAddresses whether partners may live on loopback, private or link-local addresses: for tests
 */
@ConfigurationProperties("postway.delivery")
record DeliveryProperties(
        @Nullable URI backinappEndpoint,
        List<Duration> retrySchedule,
        int maxInFlight,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration endpointPause,
        boolean allowPrivateAddresses) {

    DeliveryProperties {
        retrySchedule = List.copyOf(retrySchedule);
        require(
                backinappEndpoint == null || backinappEndpoint.getHost() != null,
                "postway.delivery.backinapp-endpoint must be an absolute URL");
        require(
                retrySchedule.stream().allMatch(Duration::isPositive),
                "postway.delivery.retry-schedule must hold positive durations");
        require(maxInFlight >= 1 && maxInFlight <= 100_000, "postway.delivery.max-in-flight must be 1 to 100000");
        require(connectTimeout.isPositive(), "postway.delivery.connect-timeout must be positive");
        require(responseTimeout.isPositive(), "postway.delivery.response-timeout must be positive");
        require(endpointPause.isPositive(), "postway.delivery.endpoint-pause must be positive");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
