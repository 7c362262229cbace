package io.postway.delivery;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponseFactory;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpResponseFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** How connections to partners are made and kept, and what an answer on them may hold. */
final class PartnerConnections {

    /** A partner that keeps its own open for less says so, or is found out before the next request. */
    static final TimeValue MAX_IDLE = TimeValue.ofSeconds(30);

    /** A partner that moves by DNS is followed within this time, however busy its connections are. */
    private static final TimeValue MAX_AGE = TimeValue.ofMinutes(5);

    /**
     * A partner may close a connection at any time, and what is sent into it then is a lost attempt. Each check takes a
     * millisecond, and a quarter of an attempt's time on the processor: too much for connections that hardly rest.
     */
    static final TimeValue UNCHECKED_IDLE = TimeValue.ofMilliseconds(200);

    private static final int MAX_HEADERS = 100;
    private static final int MAX_LINE_CHARACTERS = 8 * 1024;

    private static final Http1Config BOUNDS = Http1Config.custom()
            .setMaxHeaderCount(MAX_HEADERS)
            .setMaxLineLength(MAX_LINE_CHARACTERS)
            .build();

    private PartnerConnections() {}

    /**
     * A pool of connections, in which no partner takes another's place: each has room for everything that can be on its
     * way at once.
     *
     * @param uncheckedIdle how long a connection may rest and still be used unseen
     * @param resolver asked once for each connection, which goes to what it says and nowhere else
     */
    static PoolingHttpClientConnectionManager pool(
            DeliveryProperties properties, DnsResolver resolver, TimeValue uncheckedIdle) {
        var pool = new PoolingHttpClientConnectionManager(
                operator(resolver), PoolConcurrencyPolicy.LAX, PoolReusePolicy.LIFO, null, connections());
        pool.setDefaultMaxPerRoute(2 * properties.maxInFlight());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout(properties.connectTimeout()))
                .setSocketTimeout(timeout(properties.responseTimeout()))
                .setValidateAfterInactivity(uncheckedIdle)
                .setIdleTimeout(Timeout.of(MAX_IDLE.toDuration()))
                .setTimeToLive(MAX_AGE)
                .build());
        return pool;
    }

    /** Its sockets know no proxy: a plain one would follow the system property {@code socksProxyHost}. */
    private static HttpClientConnectionOperator operator(DnsResolver resolver) {
        return new DefaultHttpClientConnectionOperator(
                anyProxy -> new Socket(Proxy.NO_PROXY),
                null,
                resolver,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, DefaultClientTlsStrategy.createDefault())
                        .build());
    }

    private static HttpConnectionFactory<ManagedHttpClientConnection> connections() {
        return ManagedHttpClientConnectionFactory.builder()
                .http1Config(BOUNDS)
                .responseParserFactory(new StrictParsers())
                .build();
    }

    static HttpRequestExecutor executor() {
        return new Executor();
    }

    /** Tells the exchange when its request goes out, and a proxy's own answer from a partner's. */
    private static final class Executor extends HttpRequestExecutor {

        Executor() {
            super(BOUNDS, null, null);
        }

        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            if (!Method.CONNECT.isSame(request.getMethod())) {
                Exchange.CURRENT.get().connected();
                return super.execute(request, connection, informed, context);
            }
            var tunnel = super.execute(request, connection, informed, context);
            if (tunnel.getCode() != HttpStatus.SC_OK) {
                throw new ProxyRefusedException(tunnel.getCode());
            }
            return tunnel;
        }
    }

    /** A proxy did not connect us to the partner. */
    static final class ProxyRefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        ProxyRefusedException(int status) {
            super("the proxy answered with " + status);
        }
    }

    static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    /** The client's own parsers skip lines until one is a status; ours end with the first line that is none. */
    private static final class StrictParsers implements HttpMessageParserFactory<ClassicHttpResponse> {

        @Override
        public HttpMessageParser<ClassicHttpResponse> create() {
            return parser(BOUNDS);
        }

        @Override
        @Deprecated
        public HttpMessageParser<ClassicHttpResponse> create(Http1Config bounds) {
            return parser(bounds);
        }

        private static HttpMessageParser<ClassicHttpResponse> parser(Http1Config bounds) {
            return new DefaultHttpResponseParser(bounds, null, new StatusListener());
        }
    }

    /** Asked for a response as soon as its first line has been read. */
    private static final class StatusListener implements HttpResponseFactory<ClassicHttpResponse> {

        @Override
        public ClassicHttpResponse newHttpResponse(int status, String reasonPhrase) {
            Exchange.CURRENT.get().statusCame(status);
            return DefaultClassicHttpResponseFactory.INSTANCE.newHttpResponse(status, reasonPhrase);
        }

        @Override
        public ClassicHttpResponse newHttpResponse(int status) {
            return newHttpResponse(status, "");
        }
    }
}
