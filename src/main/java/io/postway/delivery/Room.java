package io.postway.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many attempts may be under way at an endpoint: few at first, one more with each that is taken, up to its bound.
 * So one that hangs holds little of us, and one that comes back is not run over by all that waited for it.
 */
final class Room {

    private static final int AT_FIRST = 64;

    private final int most;
    private final Places free;
    private int places;

    private static final class Places extends Semaphore {

        private static final long serialVersionUID = 1L;

        Places(int count) {
            super(count, true);
        }

        void lose(int count) {
            reducePermits(count);
        }
    }

    Room(int most) {
        this.most = most;
        this.places = Math.min(AT_FIRST, most);
        this.free = new Places(places);
    }

    boolean tryEnter(Duration patience) throws InterruptedException {
        return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void leave() {
        free.release();
    }

    /** One of those inside was taken. */
    synchronized void grow() {
        if (places < most) {
            places++;
            free.release();
        }
    }

    /** As at first; who is inside already stays. */
    synchronized void shrink() {
        var surplus = places - Math.min(AT_FIRST, most);
        places -= surplus;
        free.lose(surplus);
    }

    synchronized int taken() {
        return places - free.availablePermits();
    }
}
