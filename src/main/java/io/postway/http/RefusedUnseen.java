package io.postway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Requests that were refused before any of our code saw them: they are not kept, so at least they are counted. Alert
 * when it is not rare: some sender's links or postbacks are lost.
 */
final class RefusedUnseen {

    private final Counter byServer;
    private final Counter byFirewall;

    RefusedUnseen(MeterRegistry meters) {
        this.byServer = counter(meters, "server");
        this.byFirewall = counter(meters, "firewall");
    }

    private static Counter counter(MeterRegistry meters, String by) {
        return Counter.builder("postway.http.refused")
                .description("Requests refused before they were seen, and not kept")
                .tag("by", by)
                .register(meters);
    }

    /** The head was too large, or no HTTP, or had characters that may not stand there. */
    void byServer() {
        byServer.increment();
    }

    /** The path has a double slash, a semicolon, an escaped slash or the like, which could lead around a protection. */
    void byFirewall() {
        byFirewall.increment();
    }
}
