package io.postway.delivery;

import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Neighbouring keys of a store that are taken from the first on. Remembers below which key there is nothing, since a
 * store walks over all that was ever taken from it. For one thread.
 */
final class Shelf {

    private final KeyValueStore<String, byte[]> store;
    private final String end;
    private String first;

    /** @param end no key of the shelf comes after it */
    Shelf(KeyValueStore<String, byte[]> store, String end) {
        this.store = store;
        this.end = end;
        this.first = end;
    }

    /** Notes a key that has been put into the store. */
    void note(String key) {
        if (key.compareTo(first) < 0) {
            first = key;
        }
    }

    boolean isEmpty() {
        return first.equals(end);
    }

    /**
     * Takes those up to {@code last}.
     *
     * @return how many there were, {@code most} at most
     */
    int take(String last, int most, Consumer<KeyValue<String, byte[]>> taker) {
        if (most <= 0 || first.compareTo(last) > 0 || isEmpty()) {
            return 0;
        }
        int taken = 0;
        try (var range = store.range(first, last)) {
            for (; taken < most && range.hasNext(); taken++) {
                var next = range.next();
                store.delete(next.key);
                taker.accept(next);
                first = next.key;
            }
        }
        if (taken < most) {
            first = last;
        }
        return taken;
    }

    int takeAny(int most, Consumer<KeyValue<String, byte[]>> taker) {
        return take(end, most, taker);
    }
}
