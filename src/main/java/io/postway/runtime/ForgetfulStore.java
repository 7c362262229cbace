package io.postway.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** What is known by a key for a time, by the time of the records. */
public final class ForgetfulStore<V> {

    /*
     * A window store only for its way to forget: it drops whole segments of old entries, where a plain one would have to
     * look for them.
     */
    private final WindowStore<String, V> store;

    private final Duration retention;

    /** @param retention as in {@link #builder} */
    public ForgetfulStore(WindowStore<String, V> store, Duration retention) {
        this.store = store;
        this.retention = retention;
    }

    /** @param retention how long an entry is known at least */
    public static <V> StoreBuilder<WindowStore<String, V>> builder(String name, Duration retention, Serde<V> values) {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(name, retention, Duration.ofMillis(1), false), Serdes.String(), values);
    }

    /** The first value that was put under {@code key}, as far as it is known at {@code at}. */
    public Optional<V> first(String key, Instant at) {
        try (var found = store.fetch(key, at.minus(retention), at.plus(retention))) {
            return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
        }
    }

    public void put(String key, V value, Instant at) {
        store.put(key, value, at.toEpochMilli());
    }
}
