package io.postway.console;

/**
 * A stretch of a partition.
 *
 * @param from its first offset
 * @param to the offset after its last one
 */
record OffsetRange(long from, long to) {

    /** How many records there can be. */
    long length() {
        return Math.max(to - from, 0);
    }

    boolean isEmpty() {
        return from >= to;
    }
}
