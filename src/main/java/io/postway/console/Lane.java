package io.postway.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One partition on the way through a topic: how far it has been looked through, and what was found there but not taken
 * yet. It is read in stretches, which are turned round where the newest come first.
 */
final class Lane<V> {

    /** In records. Small at first: who wants a page of what is new needs no more. */
    private static final int FIRST_STRETCH = 100;

    /** Bounds what is held at once. */
    private static final int MAX_STRETCH = 500;

    private final Order order;
    private final OffsetRange bounds;
    private final Deque<Found<V>> waiting = new ArrayDeque<>();
    private long reached;
    private int length = FIRST_STRETCH;

    /** A record that matches. */
    record Found<V>(long offset, long epochMillis, V value) {}

    /** @param reached what a cursor says */
    Lane(Order order, OffsetRange bounds, long reached) {
        this.order = order;
        this.bounds = bounds;
        this.reached = reached;
    }

    /** From its beginning. */
    Lane(Order order, OffsetRange bounds) {
        this(order, bounds, order == Order.NEWEST ? bounds.to() : bounds.from());
    }

    /** What to look through next. */
    OffsetRange stretch() {
        return switch (order) {
            case NEWEST -> new OffsetRange(Math.max(bounds.from(), reached - length), reached);
            case OLDEST -> {
                var from = Math.max(bounds.from(), reached);
                yield new OffsetRange(from, Math.min(bounds.to(), from + length));
            }
        };
    }

    /** All of {@link #stretch} has been looked through. */
    void pass(List<Found<V>> found) {
        var stretch = stretch();
        reached = order == Order.NEWEST ? stretch.from() : stretch.to();
        length = Math.min(2 * length, MAX_STRETCH);
        waiting.addAll(order == Order.NEWEST ? found.reversed() : found);
    }

    /** Whether nobody knows what comes next before it has been read. */
    boolean isHungry() {
        return waiting.isEmpty() && !stretch().isEmpty();
    }

    boolean isAtEnd() {
        return waiting.isEmpty() && stretch().isEmpty();
    }

    Optional<Found<V>> head() {
        return Optional.ofNullable(waiting.peek());
    }

    V take() {
        return waiting.remove().value();
    }

    /** Where a cursor goes on: before what waits. */
    long position() {
        return head().map(Found::offset)
                .map(offset -> order == Order.NEWEST ? offset + 1 : offset)
                .orElse(reached);
    }
}
