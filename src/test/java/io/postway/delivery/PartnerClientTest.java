package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server that misbehaves on request. */
class PartnerClientTest {

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private HttpServer partner;
    private PartnerClient client;

    @BeforeEach
    void start() throws IOException {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        partner.createContext("/status/", this::answerWithStatus);
        partner.createContext("/endless", this::answerForEver);
        partner.createContext("/wordy", PartnerClientTest::answerInWords);
        partner.start();
        client = Clients.unguarded(ClientSettings.PATIENT);
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        client.close();
        partner.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 400, 404, 429, 500, 503})
    void theStatusIsTheAnswerAndNoRedirectIsFollowed(int status) {
        var answer = client.send(Callbacks.callback("c"), address("/status/" + status + "?a=%3A"), Map.of());

        assertThat(answer).isEqualTo(new Status(status));
        assertThat(seen).containsExactly("GET /status/" + status + "?a=%3A ");
    }

    @Test
    void postSendsTheBodyAsItWasRendered() {
        Callback callback = Callbacks.callback("c", Method.POST, null, "{\"a\":\"ä\"}");

        client.send(callback, address("/status/200"), Map.of("webhook-id", "c"));

        assertThat(seen).containsExactly("POST /status/200 {\"a\":\"ä\"}");
    }

    @Test
    void anEndlessBodyIsCutOff() {
        assertThat(client.send(Callbacks.callback("c"), address("/endless"), Map.of()))
                .isEqualTo(new Status(200, null, "a".repeat(256)));
    }

    @Test
    void theAnswerSaysWhenToComeAgainAndHowItsBodyBegins() {
        assertThat(client.send(Callbacks.callback("c"), address("/wordy"), Map.of()))
                .isEqualTo(new Status(503, "Wed, 21 Oct 2026 07:28:00 GMT", "sorry, \uFFFD ä we are \uD83D\uDE34"));
    }

    @Test
    void nobodyThereIsNoAnswer() {
        var port = partner.getAddress().getPort();
        partner.stop(0);

        assertThat(client.send(Callbacks.callback("c"), URI.create("http://127.0.0.1:" + port), Map.of()))
                .isEqualTo(new NoAnswer("connect_failed"));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + partner.getAddress().getPort() + path);
    }

    private void answerWithStatus(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        var path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().add("Location", "/status/200");
        exchange.sendResponseHeaders(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)), -1);
        exchange.close();
    }

    private void answerForEver(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            while (testIsOver.getCount() > 0) {
                body.write("a".repeat(1024).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Not all of it is UTF-8, nor fit to be printed. */
    private static void answerInWords(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT");
        exchange.sendResponseHeaders(503, 0);
        try (var body = exchange.getResponseBody()) {
            body.write("\u001B\r\n sorry,\0 ".getBytes(StandardCharsets.UTF_8));
            body.write(0xE4);
            body.write("\u202E ä we\u2028are \uD83D\uDE34\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
