package io.postway.runtime;

import io.postway.event.AppToken;
import io.postway.event.Rejected;
import io.postway.event.Stamp;
import io.postway.event.Stamped;
import io.postway.event.Topic;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Between Kafka Streams and a stage: reads a record, hands it over, forwards what comes of it. What cannot be read, or
 * makes the stage fail, becomes a rejected record with its bytes, and must not stop the others of its partition.
 */
public abstract class RecordProcessor<V extends Stamped> implements Processor<String, byte[], String, byte[]> {

    /** The sink that every stage's graph has for {@code postway.rejected}. */
    public static final String REJECTED = "rejected";

    /** What Kafka takes, less room for key and headers. */
    private static final int MAX_VALUE_BYTES = Topic.MAX_RECORD_BYTES - 16 * 1024;

    private static final Logger log = LoggerFactory.getLogger(RecordProcessor.class);

    private final String stage;
    private final Topic<V> source;
    private final Topic<Rejected> rejected;
    private @Nullable ProcessorContext<String, byte[]> context;
    private Optional<CommitPace.OfTask> pace = Optional.empty();

    /** @param stage as rejected records name it */
    protected RecordProcessor(String stage, Topic<V> source, Topic<Rejected> rejected) {
        this.stage = stage;
        this.source = source;
        this.rejected = rejected;
    }

    /** Takes the stores, before the first record. */
    protected abstract void open(ProcessorContext<String, byte[]> context);

    /** @throws UnavailableException if the world is at fault: the record is read again then */
    protected abstract void process(V value, byte[] bytes);

    /** Counts a record that ended outside of {@link #process}. */
    protected abstract void countRefused(String reason);

    @Override
    public final void init(ProcessorContext<String, byte[]> given) {
        this.context = given;
        this.pace = CommitPace.in(given);
        open(given);
    }

    @Override
    public final void process(Record<String, byte[]> entry) {
        try {
            process(source.read(entry.value()), entry.value());
        } catch (UnavailableException | KafkaException e) {
            // The world's fault: the thread is replaced, and reads the record again.
            throw e;
        } catch (RuntimeException e) {
            refuse(entry, e);
        }
        pace.ifPresent(task -> task.done(entry));
    }

    /** The data's fault, or ours in one record. */
    private void refuse(Record<String, byte[]> entry, RuntimeException cause) {
        var bytes = Objects.requireNonNullElseGet(entry.value(), () -> new byte[0]);
        var reason = cause instanceof JacksonException || entry.value() == null ? "unreadable" : "failed";
        log.error(
                "{}.{} A record is kept as rejected, cause={}",
                stage,
                reason,
                cause.getClass().getName());
        countRefused(reason);
        // The record's own id may be unreadable, and an id by chance would differ in replay.
        var stamp = new Stamp(UUID.nameUUIDFromBytes(bytes), Instant.ofEpochMilli(entry.timestamp()), 0);
        refuse(stamp, null, reason, cause.getClass().getSimpleName(), bytes);
    }

    protected final void refuse(Stamp stamp, @Nullable AppToken app, String reason, String message, byte[] bytes) {
        forward(REJECTED, rejected, null, Rejected.inStage(stage, stamp, app, reason, message, bytes));
    }

    protected final <T extends Stamped> void forward(String sink, Topic<T> topic, @Nullable String key, T value) {
        if (context == null) {
            throw new IllegalStateException("init comes first");
        }
        var bytes = topic.write(value);
        if (bytes.length > MAX_VALUE_BYTES) {
            // Kafka would refuse it, and with it the transaction, again and again: the partition would stand still.
            throw new IllegalStateException("a record of " + bytes.length + " bytes for " + topic.name());
        }
        context.forward(new Record<>(key, bytes, value.receivedAt().toEpochMilli()), sink);
    }
}
