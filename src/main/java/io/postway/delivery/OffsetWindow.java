package io.postway.delivery;

import java.util.TreeSet;

/**
 * One partition's records that have been taken but not settled. Records settle in any order; an offset may be committed
 * once everything before it has settled, so that a crash repeats some and loses none.
 */
final class OffsetWindow {

    private final TreeSet<Long> open = new TreeSet<>();
    private long next;

    synchronized void take(long offset) {
        open.add(offset);
        next = offset + 1;
    }

    synchronized void settle(long offset) {
        open.remove(offset);
    }

    /** The offset to commit: of the first record that is not settled, or after the last one that was taken. */
    synchronized long committable() {
        return open.isEmpty() ? next : open.first();
    }
}
