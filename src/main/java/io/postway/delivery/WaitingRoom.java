package io.postway.delivery;

import io.postway.event.LaterCallback;
import io.postway.event.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Callbacks that wait, in a store: those that wait for a time in the order of these times, all others in queues, the
 * oldest first. For one thread.
 */
final class WaitingRoom {

    /** What is due after a night without us must not hold up the thread; the rest goes at the next look. */
    private static final int MAX_AT_ONCE = 5_000;

    /** After all digits and the bar, in the order of keys. */
    private static final String LAST = "~";

    /** Begins no key of the timed. */
    private static final String QUEUED = "q";

    private static final int QUEUE_DIGITS = 16;

    private final KeyValueStore<String, byte[]> store;
    private final Duration maxAge;
    private final Shelf timed;
    private final Map<String, Queue> queues = new HashMap<>();
    private final Ages ages = new Ages();

    private record Queue(Shelf shelf, QueuePace pace) {}

    /** @param maxAge what is older is let go whatever it waits for, so that it is buried */
    WaitingRoom(KeyValueStore<String, byte[]> store, Duration maxAge) {
        this.store = store;
        this.maxAge = maxAge;
        this.timed = new Shelf(store, LAST);
        try (var all = store.all()) {
            all.forEachRemaining(one -> found(one.key));
        }
    }

    /** Of those that have been there since before this instance took them over. */
    private void found(String key) {
        ages.add(receivedAt(key));
        if (key.startsWith(QUEUED)) {
            queue(key.substring(0, key.indexOf('|')), 0).shelf().note(key);
        } else {
            timed.note(key);
        }
    }

    private Queue queue(String prefix, long notBefore) {
        return queues.computeIfAbsent(
                prefix, any -> new Queue(new Shelf(store, prefix + "|" + LAST), new QueuePace(notBefore)));
    }

    /** @param bytes the callback as it was written */
    void add(LaterCallback later, byte[] bytes) {
        var key = later.turn() == null ? timed(later) : queued(later, later.turn());
        if (store.putIfAbsent(key, bytes) == null) {
            ages.add(later.receivedAt());
        }
    }

    private String timed(LaterCallback later) {
        var key = key(millis(later.dueAt()), later);
        timed.note(key);
        return key;
    }

    private String queued(LaterCallback later, LaterCallback.Turn turn) {
        var lookAgainAt = later.dueAt().toEpochMilli();
        var prefix = QUEUED + Sha256.hex(Sha256.of(turn.queue())).substring(0, QUEUE_DIGITS);
        var queue = queue(prefix, lookAgainAt);
        if (turn.missed() > 0) {
            queue.pace().missed(lookAgainAt);
        }
        var key = key(prefix + "|" + millis(later.since()), later);
        queue.shelf().note(key);
        return key;
    }

    /** The callback's id keeps those of one millisecond apart. */
    private static String key(String order, LaterCallback later) {
        return order + "|" + millis(later.receivedAt()) + "|" + later.callback().callbackId();
    }

    /** Sorts as text. */
    private static String millis(Instant time) {
        return String.format(Locale.ROOT, "%015d", time.toEpochMilli());
    }

    private static Instant receivedAt(String key) {
        var parts = key.split("\\|", 4);
        return Instant.ofEpochMilli(Long.parseLong(key.startsWith(QUEUED) ? parts[2] : parts[1]));
    }

    /** Lets go whose time or turn has come. */
    void release(Instant now, Consumer<byte[]> exit) {
        timed.take(millis(now), MAX_AT_ONCE, one -> leave(one, exit));
        var tooOld = millis(now.minus(maxAge));
        queues.forEach((prefix, queue) -> {
            queue.shelf().take(prefix + "|" + tooOld, MAX_AT_ONCE, one -> leave(one, exit));
            var allowance = queue.pace().allowance(now.toEpochMilli());
            queue.pace().gone(queue.shelf().takeAny(allowance, one -> leave(one, exit)));
        });
        queues.values()
                .removeIf(queue -> queue.shelf().isEmpty() && queue.pace().isForgotten(now.toEpochMilli()));
    }

    private void leave(KeyValue<String, byte[]> one, Consumer<byte[]> exit) {
        ages.remove(receivedAt(one.key));
        exit.accept(one.value);
    }

    /** When the oldest was received, to the second, in milliseconds since 1970; empty: nobody waits. */
    OptionalLong oldest() {
        return ages.oldest();
    }
}
