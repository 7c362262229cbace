package io.postway.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for servers that are bound a little later. They lie below those that a system gives to outgoing connections
 * (from 32768 on Linux, from 49152 elsewhere, RFC 6335): one of those could be some connection's own before the server
 * comes.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int AFTER_LAST = 32_768;

    /** Not bound yet, perhaps, but promised. */
    private static final Set<Integer> PROMISED = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * Any that nobody listens on now, and never one that this process was told before.
     *
     * @throws IllegalStateException if there is none
     */
    public static int any() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST))
                .limit(1_000)
                .filter(FreePort::isFree)
                .filter(PROMISED::add)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port is free"));
    }

    /**
     * {@code port} itself: {@link #any} leaves it to whoever will bind it.
     *
     * @throws IOException if it cannot be bound, as when somebody listens on it
     */
    static void claim(int port) throws IOException {
        bindOnce(port);
        PROMISED.add(port);
    }

    private static boolean isFree(int port) {
        try {
            bindOnce(port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void bindOnce(int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")).close();
    }
}
