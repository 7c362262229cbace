package io.postway.delivery;

import io.postway.event.Stamped;
import io.postway.event.Topic;
import org.jspecify.annotations.Nullable;

/** Where what became of a callback is written. */
interface Outbox {

    /**
     * Returns once the record is durable.
     *
     * @throws io.postway.runtime.UnavailableException only if the thread is interrupted, because we stop
     * @throws IllegalArgumentException if Kafka will never take a record of that size
     */
    <V extends Stamped> void write(Topic<V> topic, @Nullable String key, V value);
}
