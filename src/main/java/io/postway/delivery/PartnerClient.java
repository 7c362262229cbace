package io.postway.delivery;

import io.postway.delivery.AddressGuard.ForbiddenAddressException;
import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.PartnerRoute.Checkpoint;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.runtime.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/**
 * Sends a callback once and says what came back. Follows no redirect, keeps no cookie, repeats nothing by itself: where
 * a partner closes a kept connection just as the request goes out, the attempt has failed, and the next one is the
 * schedule's. It may have arrived, as with every failure after the connection stood.
 */
final class PartnerClient implements AutoCloseable {

    /** Enough to reuse the connection after any sane answer; of more, the connection is dropped. */
    private static final int MAX_ANSWER_BYTES = 16 * 1024;

    private static final int MAX_BODY_BYTES = 256;

    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Duration attemptTimeout;
    private final Checkpoint checkpoint;
    private volatile boolean closed;

    PartnerClient(DeliveryProperties properties, PartnerRoute route) {
        this(properties, route, PartnerConnections.UNCHECKED_IDLE);
    }

    /** @param uncheckedIdle how long a connection may rest and still be used without a look at whether it stands */
    PartnerClient(DeliveryProperties properties, PartnerRoute route, TimeValue uncheckedIdle) {
        this.attemptTimeout = properties.attemptTimeout();
        this.checkpoint = route.checkpoint();
        this.deadlines = deadlines();
        this.http = HttpClients.custom()
                .setConnectionManager(PartnerConnections.pool(properties, route.names(), uncheckedIdle))
                .setRequestExecutor(PartnerConnections.executor())
                .evictExpiredConnections()
                .evictIdleConnections(PartnerConnections.MAX_IDLE)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(PartnerConnections.timeout(attemptTimeout))
                        .setResponseTimeout(PartnerConnections.timeout(properties.responseTimeout()))
                        .setConnectionKeepAlive(PartnerConnections.MAX_IDLE)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .setProxy(route.proxy())
                .setUserAgent("Postway")
                .build();
    }

    /** One thread for all: what it does at a deadline is to close a socket without waiting. */
    private static ScheduledThreadPoolExecutor deadlines() {
        var deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("delivery-deadlines").factory());
        // Nearly every attempt ends long before: without this, half a minute's attempts would be held.
        deadlines.setRemoveOnCancelPolicy(true);
        return deadlines;
    }

    /**
     * Makes one attempt, which ends after {@code attempt-timeout} at the latest.
     *
     * @throws UnavailableException if the thread was interrupted or this client closed before there was an answer: it
     *     is not the partner's fault that we stop, and it may have got the callback
     * @throws IllegalArgumentException if nothing can be sent to such an address
     */
    Answer send(Callback callback, URI address, Map<String, String> headers) {
        var request = request(callback, address, headers);
        var exchange = new Exchange();
        try {
            return converseInTime(request, exchange);
        } catch (IOException e) {
            // Once there is a status the partner has answered, whatever becomes of the rest.
            return exchange.status().<Answer>map(status -> status).orElseGet(() -> answer(exchange, e));
        } catch (RuntimeException e) {
            return cutShort(exchange, e);
        }
    }

    private static HttpUriRequestBase request(Callback callback, URI address, Map<String, String> headers) {
        var isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!isWeb || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address needs http or https and a host, and no user info");
        }
        var request = new HttpUriRequestBase(callback.method().name(), address);
        headers.forEach(request::setHeader);
        if (callback.method() == Method.POST) {
            request.setEntity(new StringEntity(callback.payload(), ContentType.APPLICATION_JSON));
        }
        return request;
    }

    private Answer converseInTime(HttpUriRequestBase request, Exchange exchange) throws IOException {
        var deadline =
                deadlines.schedule(() -> exchange.expire(request), attemptTimeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return ScopedValue.where(Exchange.CURRENT, exchange).call(() -> converse(request, exchange));
        } finally {
            deadline.cancel(false);
        }
    }

    private Answer converse(HttpUriRequestBase request, Exchange exchange) throws IOException {
        checkpoint.pass(request.getAuthority().getHostName());
        try (var response = http.executeOpen(null, request, null)) {
            var retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            if (retryAfter != null) {
                exchange.retryAfterCame(retryAfter.getValue());
            }
            var entity = response.getEntity();
            if (entity != null && !isReadWhole(entity.getContent(), exchange)) {
                // The rest is not worth waiting for, and could be endless; closing alone would read it.
                request.cancel();
            }
        }
        return exchange.status().<Answer>map(status -> status).orElse(NoAnswer.INVALID);
    }

    /** Whether there is no more of it than we read. */
    private static boolean isReadWhole(InputStream content, Exchange exchange) throws IOException {
        var beginning = new byte[MAX_BODY_BYTES];
        int length = 0;
        try {
            int count = content.read(beginning);
            while (count > 0) {
                length += count;
                count = content.read(beginning, length, beginning.length - length);
            }
        } finally {
            exchange.bodyBegan(beginning, length);
        }
        var rest = MAX_ANSWER_BYTES - length;
        return content.readNBytes(rest).length < rest;
    }

    private Answer answer(Exchange exchange, IOException failure) {
        if (isStopping()) {
            throw stopped(failure);
        }
        return failure instanceof ForbiddenAddressException forbidden
                ? new Forbidden(forbidden.refusal())
                : exchange.failedWith(failure);
    }

    /**
     * The client was closed, or the time was over; cancelled between two of its steps, the library stumbles over the
     * connection that is gone, with a {@code NullPointerException} among others. Anything else is a fault of ours.
     */
    private Answer cutShort(Exchange exchange, RuntimeException failure) {
        if (isStopping()) {
            throw stopped(failure);
        }
        if (exchange.isOverdue()) {
            return NoAnswer.TOO_SLOW;
        }
        throw failure;
    }

    private boolean isStopping() {
        return closed || Thread.currentThread().isInterrupted();
    }

    private static UnavailableException stopped(Exception cause) {
        return new UnavailableException("stopped before the partner had answered", cause);
    }

    /** Ends what is under way, too. */
    @Override
    public void close() {
        closed = true;
        deadlines.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }
}
