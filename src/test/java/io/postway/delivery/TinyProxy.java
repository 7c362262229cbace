package io.postway.delivery;

import io.postway.delivery.BarePartner.Visit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A forward proxy, for which every host is this machine. */
final class TinyProxy implements AutoCloseable {

    private final BarePartner door;

    /** What it says to whoever wants a tunnel. */
    private final String welcome;

    TinyProxy(String welcome) throws IOException {
        this.welcome = welcome;
        this.door = new BarePartner(this::serve);
    }

    /** Connects everybody. */
    static TinyProxy open() throws IOException {
        return new TinyProxy("HTTP/1.1 200 Connected\r\n\r\n");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    /** The first lines of all requests. */
    List<String> requests() {
        return door.requests();
    }

    private void serve(Visit visit) throws IOException, InterruptedException {
        var request = visit.readRequest();
        var line = request.getFirst().split(" ", -1);
        if (line[0].equals("CONNECT")) {
            tunnel(visit, URI.create("tcp://" + line[1]).getPort());
        } else {
            forward(visit, line[0], URI.create(line[1]));
        }
    }

    private void tunnel(Visit visit, int port) throws IOException, InterruptedException {
        visit.write(welcome);
        if (welcome.contains(" 200 ")) {
            try (var target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                pumpBothWays(visit.connection(), target);
            }
        }
    }

    private static void pumpBothWays(Socket client, Socket target) throws IOException, InterruptedException {
        var there = Thread.ofVirtual().start(() -> pump(client, target));
        pump(target, client);
        client.close();
        there.join();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either side has gone, which ends both.
        }
    }

    private static void forward(Visit visit, String method, URI address) throws IOException {
        try (var target = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            var request = method + " " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\nHost: "
                    + address.getAuthority() + "\r\nConnection: close\r\n\r\n";
            target.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            target.getInputStream().transferTo(visit.connection().getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
