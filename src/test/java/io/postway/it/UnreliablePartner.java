package io.postway.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postway.http.FormData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses every third request or so for now, takes the others, and keeps a ledger of all. */
final class UnreliablePartner implements AutoCloseable {

    private static final Duration THOUGHT = Duration.ofMillis(30);

    private final Map<String, Page> ledger = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger strange = new AtomicInteger();
    private final HttpServer server;
    private final long seed;

    /** What came of one callback. */
    static final class Page {

        private final String request;
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();

        private Page(String request) {
            this.request = request;
        }

        int taken() {
            return taken.get();
        }
    }

    UnreliablePartner(long seed) throws IOException {
        this.seed = seed;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        var request = exchange.getRequestURI().toString();
        var id = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("webhook-id"));
        var page = ledger.computeIfAbsent(id, any -> new Page(request));
        var isSame = page.request.equals(request)
                && FormData.parse(exchange.getRequestURI().getRawQuery())
                        .byName()
                        .get("callback_id")
                        .equals(id);
        if (!isSame) {
            strange.incrementAndGet();
        }
        pause();
        var isRefused = Math.floorMod(Objects.hash(seed, id, page.asked.incrementAndGet()), 3) == 0;
        exchange.sendResponseHeaders(isRefused ? 503 : 204, -1);
        exchange.close();
        if (!isRefused) {
            page.taken.incrementAndGet();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(THOUGHT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many callbacks have been taken at least once. */
    long delivered() {
        return ledger.values().stream().filter(page -> page.taken() > 0).count();
    }

    /** How many were taken again. */
    int repeated() {
        return ledger.values().stream()
                .mapToInt(page -> Math.max(0, page.taken() - 1))
                .sum();
    }

    int requests() {
        return requests.get();
    }

    /** How many requests were not what came under their id before, or not what their id says. */
    int strange() {
        return strange.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
