package io.postway.delivery;

import io.postway.event.Topics;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Holds callbacks until their time or turn comes: from {@code callbacks-later} into a store, from there to
 * {@code callbacks-due}. Wall-clock time moves it, since nothing else may come.
 */
final class LaterTopology {

    static final String WAITING = "waiting";

    private static final String LATER = "later";
    private static final String HOLD = "hold";
    private static final String DUE = "due";

    private final Topics topics;
    private final Duration maxAge;
    private final DeliveryMetrics metrics;

    LaterTopology(Topics topics, Duration maxAge, DeliveryMetrics metrics) {
        this.topics = topics;
        this.maxAge = maxAge;
        this.metrics = metrics;
    }

    void addTo(Topology topology) {
        var text = Serdes.String();
        var bytes = Serdes.ByteArray();
        topology.addSource(
                        LATER,
                        text.deserializer(),
                        bytes.deserializer(),
                        topics.callbacksLater().name())
                .addProcessor(HOLD, new Supplier(), LATER)
                .addSink(DUE, topics.callbacksDue().name(), text.serializer(), bytes.serializer(), HOLD);
    }

    private final class Supplier implements ProcessorSupplier<String, byte[], String, byte[]> {

        @Override
        public Processor<String, byte[], String, byte[]> get() {
            return new LaterProcessor(topics.callbacksLater(), maxAge, metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(WAITING), Serdes.String(), Serdes.ByteArray()));
        }
    }
}
