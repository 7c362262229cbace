package io.postway.console;

import io.postway.console.Lane.Found;
import io.postway.event.Stamped;
import io.postway.runtime.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a topic page by page, its partitions merged by time. A partition is in the order of time but for what
 * waited somewhere, so the pages are, too.
 *
 * <p>The work of one request is bounded: a page may have fewer records than it might, or none, and yet there is more.
 */
final class TopicPages<V extends Stamped> {

    /** How long a request may go on with new stretches; the one that it has begun may take its reader's patience. */
    private static final Duration TIME = Duration.ofSeconds(2);

    private static final int MAX_LOOKED_AT = 100_000;

    private final TopicRanges ranges;
    private final Listing<V> listing;
    private final RecordFilter filter;
    private final Order order;
    private final Map<TopicPartition, Lane<V>> lanes =
            new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
    private final long stopAt = System.nanoTime() + TIME.toNanos();
    private long lookedAt;
    private boolean isOver;

    /**
     * @param cursor where to go on; null: where {@code order} begins
     * @throws IllegalArgumentException saying what is wrong with the cursor
     */
    TopicPages(TopicRanges ranges, Listing<V> listing, RecordFilter filter, Order order, @Nullable Cursor cursor) {
        this.ranges = ranges;
        this.listing = listing;
        this.filter = filter;
        this.order = order;
        var partitions = ranges.partitions(listing.topic());
        var from = filter.from();
        var standing = from == null ? ranges.all(partitions) : ranges.since(partitions, from);
        if (cursor != null) {
            require(cursor, standing);
        }
        standing.forEach((partition, bounds) -> lanes.put(
                partition,
                cursor == null
                        ? new Lane<>(order, bounds)
                        : new Lane<>(order, bounds, cursor.offsets().get(partition.partition()))));
    }

    private void require(Cursor cursor, Map<TopicPartition, OffsetRange> standing) {
        if (!cursor.topic().equals(listing.topic().name())) {
            throw new IllegalArgumentException("cursor belongs to other records");
        }
        if (cursor.order() != order) {
            throw new IllegalArgumentException("cursor belongs to another order");
        }
        var isPossible = cursor.offsets().size() == standing.size()
                && standing.entrySet().stream()
                        .allMatch(one -> cursor.offsets().get(one.getKey().partition())
                                <= one.getValue().to());
        if (!isPossible) {
            throw new IllegalArgumentException("cursor points to where nothing has ever stood: begin without one");
        }
    }

    /**
     * The next records that match, {@code limit} at most.
     *
     * @throws UnavailableException if Kafka does not answer in time
     */
    List<V> next(int limit) {
        var page = new ArrayList<V>();
        while (page.size() < limit) {
            if (!isOver && lanes.values().stream().anyMatch(Lane::isHungry)) {
                feed();
                continue;
            }
            var first = first();
            if (first.isEmpty()) {
                break;
            }
            page.add(first.get().take());
        }
        return page;
    }

    private Optional<Lane<V>> first() {
        Comparator<Lane<V>> byTime =
                Comparator.comparingLong(lane -> lane.head().orElseThrow().epochMillis());
        return lanes.values().stream()
                .filter(lane -> lane.head().isPresent())
                .min(order == Order.NEWEST ? byTime.reversed() : byTime);
    }

    /** Has every hungry lane read on, or ends the request's work. */
    private void feed() {
        var stretches = new HashMap<TopicPartition, OffsetRange>();
        var found = new HashMap<TopicPartition, List<Found<V>>>();
        lanes.forEach((partition, lane) -> {
            if (lane.isHungry()) {
                stretches.put(partition, lane.stretch());
                found.put(partition, new ArrayList<>());
            }
        });
        var isRead = ranges.read(stretches, entry -> {
            var place = new TopicPartition(entry.topic(), entry.partition());
            listing.find(entry, filter)
                    .map(value -> new Found<>(entry.offset(), entry.timestamp(), value))
                    .ifPresent(found.getOrDefault(place, new ArrayList<>())::add);
        });
        if (isRead) {
            lanes.forEach((partition, lane) ->
                    Optional.ofNullable(found.get(partition)).ifPresent(lane::pass));
        } else if (lookedAt == 0) {
            throw new UnavailableException("the topic could not be read in time");
        }
        lookedAt += stretches.values().stream().mapToLong(OffsetRange::length).sum();
        isOver = !isRead || lookedAt >= MAX_LOOKED_AT || System.nanoTime() - stopAt > 0;
    }

    /** The cursor of another request that goes on here; null: all that stands there has been looked through. */
    @Nullable
    String next() {
        return isAtEnd()
                ? null
                : new Cursor(
                                order,
                                listing.topic().name(),
                                lanes.values().stream().map(Lane::position).toList())
                        .text();
    }

    /** Whether this request has no more work to do. */
    boolean isOver() {
        return isOver || isAtEnd();
    }

    private boolean isAtEnd() {
        return lanes.values().stream().allMatch(Lane::isAtEnd);
    }
}
