package io.postway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * An HTTP server of one thread that answers each GET with 204 after a time of its own, or never: cheap enough to leave
 * the machine to what is measured. Understands nothing but GET without a body.
 */
final class SlowPartner implements AutoCloseable {

    private static final byte[] ANSWER = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long NEVER = -1;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final ToLongFunction<String> delay;
    private final Thread thread = Thread.ofPlatform().daemon().name("partner").unstarted(this::serve);
    private final ByteBuffer read = ByteBuffer.allocateDirect(64 * 1024);

    private record Due(long nanos, SocketChannel channel) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            return Long.compare(nanos - other.nanos, 0);
        }
    }

    /** @param delay after which a request line is answered, in nanoseconds; negative: never */
    SlowPartner(ToLongFunction<String> delay) throws IOException {
        this.delay = delay;
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread.start();
    }

    String endpoint(String path) {
        return "http://127.0.0.1:" + server.socket().getLocalPort() + path;
    }

    private void serve() {
        try {
            while (server.isOpen()) {
                selector.select(this::take, millisToWait());
                answerWhatIsDue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long millisToWait() {
        var next = due.peek();
        return next == null
                ? 100
                : Math.max(1, Duration.ofNanos(next.nanos() - System.nanoTime()).toMillis());
    }

    private void take(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                var channel = server.accept();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new StringBuilder());
            } else {
                read(key);
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void read(SelectionKey key) throws IOException {
        var channel = (SocketChannel) key.channel();
        read.clear();
        if (channel.read(read) < 0) {
            channel.close();
            return;
        }
        var request = (StringBuilder) key.attachment();
        request.append(StandardCharsets.ISO_8859_1.decode(read.flip()));
        if (request.indexOf("\r\n\r\n") > 0) {
            var nanos = delay.applyAsLong(request.substring(0, request.indexOf("\r\n")));
            request.setLength(0);
            if (nanos > NEVER) {
                due.add(new Due(System.nanoTime() + nanos, channel));
            }
        }
    }

    private void answerWhatIsDue() throws IOException {
        for (var next = due.peek(); next != null && next.nanos() <= System.nanoTime(); next = due.peek()) {
            due.remove();
            try {
                next.channel().write(ByteBuffer.wrap(ANSWER));
            } catch (IOException e) {
                next.channel().close();
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            selector.wakeup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
