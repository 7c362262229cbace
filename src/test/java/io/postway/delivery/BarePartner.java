package io.postway.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A partner made of bare sockets, which answers as no HTTP server would. */
final class BarePartner implements AutoCloseable {

    /** What it does with a connection. One that fails has lost its client, which is what some tests are about. */
    interface Manners {
        void meet(Visit visit) throws Exception;
    }

    private final ServerSocket door;
    private final Manners manners;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    BarePartner(Manners manners) throws IOException {
        this(manners, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Listens at every address of this machine. */
    static BarePartner everywhere(Manners manners) throws IOException {
        return new BarePartner(manners, new ServerSocket(0));
    }

    private BarePartner(Manners manners, ServerSocket door) {
        this.manners = manners;
        this.door = door;
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                var connection = door.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> meet(connection));
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    private void meet(Socket connection) {
        try (connection) {
            manners.meet(new Visit(connection));
        } catch (Exception e) {
            // The client has gone, or the test is over.
        }
    }

    int port() {
        return door.getLocalPort();
    }

    URI address(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port() + "/in?a=1");
    }

    int connections() {
        return connections.size();
    }

    /** The first lines of all requests. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    /** One connection. */
    final class Visit {

        private final Socket connection;
        private final BufferedReader reader;

        private Visit(Socket connection) throws IOException {
            this.connection = connection;
            this.reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        Socket connection() {
            return connection;
        }

        /** Reads a request without a body; the lines of its head. */
        List<String> readRequest() throws IOException {
            var head = reader.lines().takeWhile(line -> !line.isEmpty()).toList();
            if (head.isEmpty()) {
                throw new IOException("the client is gone");
            }
            requests.add(head.getFirst());
            return head;
        }

        void write(String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** A character at a time, again and again, until the client goes. */
        void drip(String text) throws IOException, InterruptedException {
            while (true) {
                for (int i = 0; i < text.length(); i++) {
                    write(text.substring(i, i + 1));
                    Thread.sleep(10);
                }
            }
        }

        /** Ends the connection as a machine does that has forgotten it. */
        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }

        void waitForTheEnd() throws InterruptedException {
            closed.await();
        }
    }
}
