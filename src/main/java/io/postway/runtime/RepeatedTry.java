package io.postway.runtime;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tries something on a thread of its own, until it succeeds once or is stopped. */
final class RepeatedTry {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final BooleanSupplier attempt;
    private final TirelessThread thread;

    /** @param attempt whether it succeeded; an exception is logged, and is no success either */
    RepeatedTry(String name, BooleanSupplier attempt) {
        this.attempt = attempt;
        this.thread = new TirelessThread(name, this::tryUntilItSucceeds);
    }

    void start() {
        thread.start();
    }

    /** @param patience how long to wait for an attempt that is under way */
    void stop(Duration patience) {
        thread.stop(patience);
    }

    private void tryUntilItSucceeds(BooleanSupplier running) {
        while (running.getAsBoolean()) {
            if (attempt.getAsBoolean()) {
                thread.end();
            } else {
                TirelessThread.pause(PAUSE);
            }
        }
    }
}
