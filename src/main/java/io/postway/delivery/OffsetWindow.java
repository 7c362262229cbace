package io.postway.delivery;

import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One partition's records that have been taken but not settled. Records settle in any order; an offset may be committed
 * once everything before it has settled, so that a crash repeats some and loses none.
 */
final class OffsetWindow {

    /** By offset, the time of the record. */
    private final TreeMap<Long, Long> open = new TreeMap<>();

    private long next;

    /** @param at the record's time, in milliseconds since 1970 */
    synchronized void take(long offset, long at) {
        open.put(offset, at);
        next = offset + 1;
    }

    synchronized void settle(long offset) {
        open.remove(offset);
    }

    /** The offset to commit: of the first record that is not settled, or after the last one that was taken. */
    synchronized long committable() {
        return open.isEmpty() ? next : open.firstKey();
    }

    /** The time of the first record that is not settled, in milliseconds since 1970; empty: all are. */
    synchronized OptionalLong oldest() {
        return open.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(open.firstEntry().getValue());
    }
}
