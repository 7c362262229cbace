package io.postway.delivery;

import io.postway.delivery.AddressGuard.ForbiddenAddressException;
import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends a callback once and says what came back. Follows no redirect, keeps no cookie, repeats nothing by itself. */
final class PartnerClient implements AutoCloseable {

    /** Enough to reuse the connection after any sane answer; of more, the connection is dropped. */
    private static final int MAX_ANSWER_BYTES = 16 * 1024;

    private final CloseableHttpClient http;

    PartnerClient(DeliveryProperties properties, DnsResolver resolver) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setMaxConnTotal(2 * properties.maxInFlight())
                .setMaxConnPerRoute(2 * properties.maxInFlight())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(properties.connectTimeout()))
                        .setSocketTimeout(timeout(properties.responseTimeout()))
                        .build())
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout(properties.responseTimeout()))
                        .setConnectionRequestTimeout(timeout(properties.responseTimeout()))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Postway")
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    Answer send(Callback callback, URI address, Map<String, String> headers) {
        var request = new HttpUriRequestBase(callback.method().name(), address);
        headers.forEach(request::setHeader);
        if (callback.method() == Method.POST) {
            request.setEntity(new StringEntity(callback.payload(), ContentType.APPLICATION_JSON));
        }
        var status = new AtomicReference<@Nullable Status>();
        try {
            http.execute(request, response -> {
                status.set(new Status(response.getCode()));
                readSome(response, request);
                return null;
            });
        } catch (ForbiddenAddressException e) {
            return new Forbidden("forbidden_address", "the address is forbidden");
        } catch (IOException e) {
            // Once there is a status the partner has answered, whatever becomes of the body.
            if (status.get() == null) {
                return new NoAnswer(reason(e));
            }
        }
        return Objects.requireNonNull(status.get());
    }

    private static void readSome(ClassicHttpResponse response, HttpUriRequestBase request) throws IOException {
        var entity = response.getEntity();
        if (entity != null && entity.getContent().readNBytes(MAX_ANSWER_BYTES).length == MAX_ANSWER_BYTES) {
            // The rest is not worth waiting for, and could be endless.
            request.cancel();
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException e -> "timed_out";
            case UnknownHostException e -> "unknown_host";
            case ConnectException e -> "connect_failed";
            case NoRouteToHostException e -> "connect_failed";
            case SSLException e -> "tls_failed";
            case InterruptedIOException e -> "interrupted";
            default -> "broken_off";
        };
    }

    @Override
    public void close() {
        http.close(CloseMode.GRACEFUL);
    }
}
