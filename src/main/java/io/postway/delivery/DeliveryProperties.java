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
 * @param retryJitter what is added to a pause at most, as a share of it, 0 to 1
 * @param retryAfterMax how far ahead a partner's {@code Retry-After} counts
 * @param maxAge a callback that could not be delivered for that long is dead, whatever it waited for
 * @param maxInFlight how many callbacks of one topic may be in our hands at once: on their way, or waiting for their
 *     turn
 * @param endpoint how much may go to one address
 * @param breaker when an address that takes nothing is left alone
 * @param gonePause how long a partner id is left alone first that was answered 410 ten times in a row
 * @param connectTimeout how long a connection may take, to each address of a name, with TLS the same again
 * @param responseTimeout how long the partner may be silent
 * @param attemptTimeout how long an attempt may take as a whole
 * @param proxy through which partners are reached; null: there is none
 * @param endpointPause how long a callback waits before it looks again whether there is an endpoint
 * @param allowPrivateAddresses whether partners may live at addresses that are not public, such as loopback ones: for
 *     tests
 */
@ConfigurationProperties("postway.delivery")
record DeliveryProperties(
        @Nullable URI backinappEndpoint,
        List<Duration> retrySchedule,
        double retryJitter,
        Duration retryAfterMax,
        Duration maxAge,
        int maxInFlight,
        EndpointLimits endpoint,
        BreakerRule breaker,
        Duration gonePause,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration attemptTimeout,
        @Nullable URI proxy,
        Duration endpointPause,
        boolean allowPrivateAddresses) {

    /**
     * How much may go to one address from one instance.
     *
     * @param maxInFlight attempts under way at once
     * @param callsPerSecond attempts begun in a second; null: as many as there are
     */
    record EndpointLimits(int maxInFlight, @Nullable Integer callsPerSecond) {

        EndpointLimits {
            require(
                    maxInFlight >= 1 && maxInFlight <= 100_000,
                    "postway.delivery.endpoint.max-in-flight must be 1 to 100000");
            require(
                    callsPerSecond == null || (callsPerSecond >= 1 && callsPerSecond <= 1_000_000),
                    "postway.delivery.endpoint.calls-per-second must be 1 to 1000000");
        }
    }

    /**
     * When an address is left alone.
     *
     * @param window how many of its last attempts are looked at
     * @param atLeast how many there must be
     * @param failurePercent how many of them must have failed, in percent
     * @param pause how long nothing goes there until a first callback finds out whether it is back
     * @param longestPause it doubles up to this
     */
    record BreakerRule(int window, int atLeast, int failurePercent, Duration pause, Duration longestPause) {

        BreakerRule {
            require(window >= 1 && window <= 10_000, "postway.delivery.breaker.window must be 1 to 10000");
            require(
                    atLeast >= 1 && atLeast <= window,
                    "postway.delivery.breaker.at-least must be 1 to the window's size");
            require(
                    failurePercent >= 1 && failurePercent <= 100,
                    "postway.delivery.breaker.failure-percent must be 1 to 100");
            require(pause.isPositive(), "postway.delivery.breaker.pause must be positive");
            require(
                    longestPause.compareTo(pause) > 0,
                    "postway.delivery.breaker.longest-pause must be longer than the pause");
        }
    }

    DeliveryProperties {
        retrySchedule = List.copyOf(retrySchedule);
        require(
                backinappEndpoint == null || backinappEndpoint.getHost() != null,
                "postway.delivery.backinapp-endpoint must be an absolute URL");
        require(
                retrySchedule.stream().allMatch(Duration::isPositive),
                "postway.delivery.retry-schedule must hold positive durations");
        require(retryJitter >= 0 && retryJitter <= 1, "postway.delivery.retry-jitter must be 0 to 1");
        require(retryAfterMax.isPositive(), "postway.delivery.retry-after-max must be positive");
        require(maxAge.isPositive(), "postway.delivery.max-age must be positive");
        require(gonePause.isPositive(), "postway.delivery.gone-pause must be positive");
        require(maxInFlight >= 1 && maxInFlight <= 100_000, "postway.delivery.max-in-flight must be 1 to 100000");
        require(connectTimeout.isPositive(), "postway.delivery.connect-timeout must be positive");
        require(responseTimeout.isPositive(), "postway.delivery.response-timeout must be positive");
        require(attemptTimeout.isPositive(), "postway.delivery.attempt-timeout must be positive");
        require(proxy == null || isProxy(proxy), "postway.delivery.proxy must be http://host:port and no more");
        require(endpointPause.isPositive(), "postway.delivery.endpoint-pause must be positive");
    }

    RetrySchedule schedule() {
        return new RetrySchedule(retrySchedule, retryJitter, retryAfterMax);
    }

    private static boolean isProxy(URI proxy) {
        return "http".equals(proxy.getScheme())
                && proxy.getHost() != null
                && proxy.getPort() > 0
                && proxy.getPort() <= 65_535
                && proxy.equals(URI.create("http://" + proxy.getHost() + ":" + proxy.getPort()));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
