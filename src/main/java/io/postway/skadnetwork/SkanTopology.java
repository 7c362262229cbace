package io.postway.skadnetwork;

import io.postway.event.Topics;
import io.postway.runtime.RecordProcessor;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The stage's graph: one processor between one topic and two. Stream time, by which old copies are forgotten, is moved
 * on by the postbacks of the partition alone.
 */
final class SkanTopology {

    static final String ACTIVITIES = "skan-activities";

    private static final String POSTBACKS = "postbacks";
    private static final String COUNT = "count";

    private final Topics topics;
    private final PostbackCounter counter;

    SkanTopology(Topics topics, PostbackCounter counter) {
        this.topics = topics;
        this.counter = counter;
    }

    void addTo(Topology topology) {
        var text = Serdes.String();
        var bytes = Serdes.ByteArray();
        topology.addSource(
                        POSTBACKS,
                        text.deserializer(),
                        bytes.deserializer(),
                        topics.postbacks().name())
                .addProcessor(COUNT, new Supplier(), POSTBACKS)
                .addSink(ACTIVITIES, topics.skanActivities().name(), text.serializer(), bytes.serializer(), COUNT)
                .addSink(
                        RecordProcessor.REJECTED,
                        topics.rejected().name(),
                        text.serializer(),
                        bytes.serializer(),
                        COUNT);
    }

    private final class Supplier implements ProcessorSupplier<String, byte[], String, byte[]> {

        @Override
        public Processor<String, byte[], String, byte[]> get() {
            return new SkanProcessor(topics, counter);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(FirstCopies.builder());
        }
    }
}
