package io.postway.it;

import com.sun.net.httpserver.HttpServer;
import io.postway.http.FormData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real HTTP server that takes callbacks and remembers them. */
final class RecordingPartner implements AutoCloseable {

    private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    RecordingPartner() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/backinapp", exchange -> {
            received.add(FormData.parse(exchange.getRequestURI().getRawQuery()).byName());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/backinapp";
    }

    /** The parameters of each callback, in the order of arrival. */
    List<Map<String, String>> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
