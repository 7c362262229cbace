package io.postway.delivery;

import io.postway.event.LaterCallback;
import io.postway.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Has callbacks wait, and lets go whose time or turn has come. */
final class LaterProcessor implements Processor<String, byte[], String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(LaterProcessor.class);

    /** How late a callback may be: the price of looking. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Topic<LaterCallback> topic;
    private final Duration maxAge;
    private final DeliveryMetrics metrics;
    private @Nullable Cancellable looks;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable WaitingRoom waiting;

    /** @param maxAge after which a callback is dead, whatever it waits for */
    LaterProcessor(Topic<LaterCallback> topic, Duration maxAge, DeliveryMetrics metrics) {
        this.topic = topic;
        this.maxAge = maxAge;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        // Streams may close a processor and begin with the same one again.
        waiting = new WaitingRoom(context.getStateStore(LaterTopology.WAITING), maxAge);
        tell();
        looks = context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::release);
    }

    @Override
    public void process(Record<String, byte[]> entry) {
        try {
            initialised(waiting).add(topic.read(entry.value()), entry.value());
        } catch (JacksonException e) {
            // Only we write here. Letting it pass at once has delivery refuse it with its bytes kept.
            log.error("A waiting callback cannot be read and is passed on", e);
            initialised(context).forward(entry);
        }
    }

    private void release(long now) {
        initialised(waiting).release(Instant.ofEpochMilli(now), this::forward);
        tell();
    }

    private void forward(byte[] value) {
        var later = topic.read(value);
        initialised(context)
                .forward(new Record<>(
                        later.callback().key(), value, later.receivedAt().toEpochMilli()));
    }

    private void tell() {
        metrics.waiting(
                initialised(context).taskId().partition(), initialised(waiting).oldest());
    }

    @Override
    public void close() {
        initialised(looks).cancel();
        metrics.waiting(initialised(context).taskId().partition(), OptionalLong.empty());
    }

    private static <T> T initialised(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("init comes first");
        }
        return part;
    }
}
