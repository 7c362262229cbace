package io.postway.settings;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets threads wait until the log has been read far enough. */
final class VersionGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long version;
    private boolean caughtUp;

    void reached(long newVersion) {
        change(() -> version = newVersion);
    }

    void caughtUp() {
        change(() -> caughtUp = true);
    }

    /** Nothing has been read. */
    void startOver() {
        change(() -> {
            version = 0;
            caughtUp = false;
        });
    }

    boolean isCaughtUp() {
        return await(() -> caughtUp, Duration.ZERO);
    }

    boolean awaitVersion(long wanted, Duration patience) {
        return await(() -> version >= wanted, patience);
    }

    private void change(Runnable update) {
        lock.lock();
        try {
            update.run();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier condition, Duration patience) {
        lock.lock();
        try {
            long nanosLeft = patience.toNanos();
            while (!condition.getAsBoolean()) {
                if (nanosLeft <= 0) {
                    return false;
                }
                nanosLeft = moved.awaitNanos(nanosLeft);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
