package io.postway.attribution;

import io.postway.attribution.Attributor.Result;
import io.postway.attribution.Attributor.Result.Decided;
import io.postway.attribution.Attributor.Result.Refused;
import io.postway.attribution.Attributor.Result.Remembered;
import io.postway.event.Activity;
import io.postway.event.AppToken;
import io.postway.event.Rejected;
import io.postway.event.Stamp;
import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.runtime.UnavailableException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Between Kafka Streams and the {@link Attributor}: reads a record, hands it over, forwards what comes of it. */
final class AttributionProcessor implements Processor<String, byte[], String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(AttributionProcessor.class);
    private static final String STAGE = "attribution";

    private final Topics topics;
    private final Attributor attributor;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable AppState state;

    AttributionProcessor(Topics topics, Attributor attributor) {
        this.topics = topics;
        this.attributor = attributor;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.state = new AppState(context);
    }

    @Override
    public void process(Record<String, byte[]> entry) {
        try {
            process(topics.activities().read(entry.value()), entry.value());
        } catch (UnavailableException | KafkaException e) {
            // The world's fault: the thread is replaced, and reads the record again.
            throw e;
        } catch (RuntimeException e) {
            refuse(entry, e);
        }
    }

    private void process(Activity activity, byte[] bytes) {
        switch (attribute(activity)) {
            case Remembered remembered -> {
                // A click is done: nothing goes out before a session asks for it.
            }
            case Decided decided -> {
                forward(
                        AttributionTopology.ATTRIBUTED,
                        topics.attributed(),
                        activity.appToken().value(),
                        decided.attributed());
                decided.callbacks()
                        .forEach(callback ->
                                forward(AttributionTopology.CALLBACKS, topics.callbacks(), callback.key(), callback));
            }
            case Refused refused -> refuse(Stamp.of(activity), activity.appToken(), refused, bytes);
        }
    }

    private Result attribute(Activity activity) {
        if (state == null) {
            throw new IllegalStateException("init comes first");
        }
        return attributor.attribute(activity, state);
    }

    /** The data's fault, or ours in one record: it is kept, and must not stop the others of its partition. */
    private void refuse(Record<String, byte[]> entry, RuntimeException cause) {
        var bytes = Objects.requireNonNullElseGet(entry.value(), () -> new byte[0]);
        var reason = cause instanceof JacksonException || entry.value() == null ? "unreadable" : "failed";
        log.error(
                "attribution.{} A record is kept as rejected, cause={}",
                reason,
                cause.getClass().getName());
        // The record's own id may be unreadable, and an id by chance would differ in replay.
        var stamp = new Stamp(UUID.nameUUIDFromBytes(bytes), Instant.ofEpochMilli(entry.timestamp()), 0);
        refuse(stamp, null, attributor.refused(reason, cause.getClass().getSimpleName()), bytes);
    }

    private void refuse(Stamp stamp, @Nullable AppToken app, Refused refused, byte[] bytes) {
        refuse(Rejected.inStage(STAGE, stamp, app, refused.reason(), refused.message(), bytes));
    }

    private void refuse(Rejected rejected) {
        forward(AttributionTopology.REJECTED, topics.rejected(), null, rejected);
    }

    private <V extends Stamped> void forward(String sink, Topic<V> topic, @Nullable String key, V value) {
        if (context == null) {
            throw new IllegalStateException("init comes first");
        }
        context.forward(new Record<>(key, topic.write(value), value.receivedAt().toEpochMilli()), sink);
    }
}
