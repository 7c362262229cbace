package io.postway.delivery;

import java.time.Duration;
import java.time.InstantSource;

/** How much is done in a time, judged by the last half of a second. */
final class Throughput {

    private static final long WINDOW_MILLIS = Duration.ofMillis(500).toMillis();

    private final InstantSource clock;
    private long window;
    private int current;
    private int previous;

    Throughput(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void count() {
        turn();
        current++;
    }

    synchronized long in(Duration time) {
        turn();
        return Math.max(previous, current) * time.toMillis() / WINDOW_MILLIS;
    }

    private void turn() {
        var now = clock.millis() / WINDOW_MILLIS;
        if (now != window) {
            previous = now == window + 1 ? current : 0;
            current = 0;
            window = now;
        }
    }
}
