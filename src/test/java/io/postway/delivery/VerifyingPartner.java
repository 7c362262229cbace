package io.postway.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A partner that knows one secret, and accepts what verifies with it: 204, or 401 with the reason. */
final class VerifyingPartner implements AutoCloseable {

    private final HttpServer server;
    private final Webhook webhook;

    VerifyingPartner(String secret) throws IOException {
        this.webhook = webhook(secret);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/in", this::judge);
        server.start();
    }

    static Webhook webhook(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
    }

    /** As its documentation says: the payload is the body, or what stands behind the question mark, byte for byte. */
    private void judge(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var payload = exchange.getRequestMethod().equals("GET")
                ? exchange.getRequestURI().getRawQuery()
                : body;
        try {
            webhook.verify(payload, exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
        } catch (WebhookVerificationException e) {
            answer(exchange, String.valueOf(e.getMessage()));
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, String refusal) throws IOException {
        var bytes = refusal.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(401, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
