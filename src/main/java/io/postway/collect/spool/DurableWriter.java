package io.postway.collect.spool;

import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import io.postway.runtime.UnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record durable before it returns: in Kafka, or on this instance's disk while Kafka does not take it. What one
 * instance answered keeps its order either way.
 */
public final class DurableWriter {

    /** How long after its receipt a record may be given to Kafka at the latest: both of the producer's limits. */
    static final Duration LONGEST_WRITE = Duration.ofSeconds(6);

    private final TopicWriter writer;
    private final TopicGate gate;
    private final TopicProbe probe;
    private final Spool spool;

    DurableWriter(TopicWriter writer, TopicGate gate, TopicProbe probe, Spool spool) {
        this.writer = writer;
        this.gate = gate;
        this.probe = probe;
        this.spool = spool;
    }

    /** @throws UnavailableException if the record may not be durable */
    public <V extends Stamped> void write(Topic<V> topic, @Nullable String key, V value) {
        var bytes = topic.write(value);
        var unsent = new SpooledRecord(value.id(), value.receivedAt(), topic.name(), key, bytes, false);
        if (spool.appendBehindOthers(unsent)) {
            return;
        }
        if (!gate.isOpen()) {
            spool.append(unsent);
            return;
        }
        try {
            writer.write(topic.name(), key, value.receivedAt(), bytes).get();
        } catch (ExecutionException e) {
            if (TopicWriter.isHopeless(e)) {
                throw new UnavailableException("Kafka will never take this record", e);
            }
            spool.append(unsent.afterSending());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while writing to " + topic.name(), e);
        }
    }

    /** Whether what comes now would be kept. */
    public boolean accepts() {
        return spool.hasRoom() || (gate.isOpen() && probe.accepts());
    }

    /** What waits on the disk. */
    public long waitingBytes() {
        return spool.bytes();
    }
}
