package io.postway.attribution;

import io.postway.event.Topics;
import io.postway.runtime.RecordProcessor;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The stage's graph: one processor between one topic and five.
 *
 * <p>Nothing is joined or repartitioned: all that one app's decisions depend on lies in one partition, in the order of
 * acknowledgement, so a click that was acknowledged before a session is seen before it, and a replay repeats itself.
 */
final class AttributionTopology {

    static final String ATTRIBUTED = "attributed";
    static final String CALLBACKS = "callbacks";
    static final String TRACKERS = "trackers-seen";
    static final String FORGOTTEN = "forgotten";

    private static final String ACTIVITIES = "activities";
    private static final String ATTRIBUTE = "attribute";

    private final Topics topics;
    private final Attributor attributor;

    AttributionTopology(Topics topics, Attributor attributor) {
        this.topics = topics;
        this.attributor = attributor;
    }

    void addTo(Topology topology) {
        var text = Serdes.String();
        var bytes = Serdes.ByteArray();
        topology.addSource(
                        ACTIVITIES,
                        text.deserializer(),
                        bytes.deserializer(),
                        topics.activities().name())
                .addProcessor(ATTRIBUTE, new Supplier(), ACTIVITIES)
                .addSink(ATTRIBUTED, topics.attributed().name(), text.serializer(), bytes.serializer(), ATTRIBUTE)
                .addSink(CALLBACKS, topics.callbacks().name(), text.serializer(), bytes.serializer(), ATTRIBUTE)
                .addSink(TRACKERS, topics.trackers().name(), text.serializer(), bytes.serializer(), ATTRIBUTE)
                .addSink(FORGOTTEN, topics.forgotten().name(), text.serializer(), bytes.serializer(), ATTRIBUTE)
                .addSink(
                        RecordProcessor.REJECTED,
                        topics.rejected().name(),
                        text.serializer(),
                        bytes.serializer(),
                        ATTRIBUTE);
    }

    /** Values are read in the processor, where one that cannot be read becomes a rejected record, not a dead thread. */
    private final class Supplier implements ProcessorSupplier<String, byte[], String, byte[]> {

        @Override
        public Processor<String, byte[], String, byte[]> get() {
            return new AttributionProcessor(topics, attributor);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return AppState.stores();
        }
    }
}
