package io.postway.delivery;

import io.postway.event.LaterCallback;
import io.postway.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Puts callbacks into the order of their due times, and lets go what is due. */
final class LaterProcessor implements Processor<String, byte[], String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(LaterProcessor.class);

    /** How late a callback may be: the price of looking. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** What a partner that was down for a day left must not hold up the thread; the rest goes at the next look. */
    private static final int MAX_AT_ONCE = 5_000;

    private final Topic<LaterCallback> topic;
    private final DeliveryMetrics metrics;
    private Ages ages = new Ages();
    private @Nullable Cancellable looks;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable KeyValueStore<String, byte[]> waiting;

    LaterProcessor(Topic<LaterCallback> topic, DeliveryMetrics metrics) {
        this.topic = topic;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.waiting = context.getStateStore(LaterTopology.WAITING);
        // Streams may close a processor and begin with the same one again.
        ages = new Ages();
        countAges(context, initialised(waiting));
        looks = context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::release);
    }

    @Override
    public void process(Record<String, byte[]> entry) {
        try {
            var later = topic.read(entry.value());
            if (initialised(waiting).putIfAbsent(dueKey(later), entry.value()) == null) {
                ages.add(later.receivedAt());
            }
        } catch (JacksonException e) {
            // Only we write here. Letting it pass at once has delivery refuse it with its bytes kept.
            log.error("A waiting callback cannot be read and is passed on", e);
            initialised(context).forward(entry);
        }
    }

    /** Sorts by due time as text; the callback's id keeps those of one millisecond apart. */
    private static String dueKey(LaterCallback later) {
        return until(later.dueAt().toEpochMilli())
                + "|"
                + until(later.receivedAt().toEpochMilli())
                + "|"
                + later.callback().callbackId();
    }

    private static String until(long epochMillis) {
        return String.format(Locale.ROOT, "%015d", epochMillis);
    }

    private void release(long now) {
        var store = initialised(waiting);
        try (var due = store.range("", until(now))) {
            for (int released = 0; released < MAX_AT_ONCE && due.hasNext(); released++) {
                KeyValue<String, byte[]> next = due.next();
                var later = topic.read(next.value);
                initialised(context)
                        .forward(new Record<>(
                                later.callback().key(),
                                next.value,
                                later.receivedAt().toEpochMilli()));
                store.delete(next.key);
                ages.remove(later.receivedAt());
            }
        }
        tell(initialised(context));
    }

    /** Those that have been waiting since before this instance took them over. */
    private void countAges(ProcessorContext<String, byte[]> context, KeyValueStore<String, byte[]> store) {
        try (var all = store.all()) {
            all.forEachRemaining(one -> ages.add(receivedAt(one.key)));
        }
        tell(context);
    }

    private static Instant receivedAt(String dueKey) {
        return Instant.ofEpochMilli(Long.parseLong(dueKey.split("\\|", 3)[1]));
    }

    private void tell(ProcessorContext<String, byte[]> context) {
        metrics.waiting(context.taskId().partition(), ages.oldest());
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
