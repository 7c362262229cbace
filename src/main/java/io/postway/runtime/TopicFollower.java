package io.postway.runtime;

import io.postway.event.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads a topic to its end and then for ever, on a thread of its own: for what every instance knows by heart. Only what
 * is committed is read, each partition in its order.
 */
public final class TopicFollower {

    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a start waits for all that stands there; after that readiness tells. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    private final ConsumerFactory<String, byte[]> consumers;
    private final Topic<?> topic;
    private final TopicGate gate;
    private final LongUnaryOperator beginning;
    private final Consumer<ConsumerRecord<String, byte[]>> fold;
    private final Runnable caughtUp;
    private final TirelessThread thread;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /**
     * @param gate nothing is read before it is open
     * @param beginning where to begin in each partition, given its end; asked on the follower's thread
     * @param fold gets every record, on the follower's thread
     * @param caughtUp is run once all has been read that stood there at the start, and again after each failure
     */
    public TopicFollower(
            ConsumerFactory<String, byte[]> consumers,
            Topic<?> topic,
            TopicGate gate,
            LongUnaryOperator beginning,
            Consumer<ConsumerRecord<String, byte[]>> fold,
            Runnable caughtUp) {
        this.consumers = consumers;
        this.topic = topic;
        this.gate = gate;
        this.beginning = beginning;
        this.fold = fold;
        this.caughtUp = caughtUp;
        this.thread = new TirelessThread(topic.name(), this::readUntilItFails);
    }

    public void start() {
        thread.start();
    }

    /** Waits until all has been read that stood there at the start, or a start has waited long enough. */
    public void awaitEnd() {
        try {
            if (!end.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "{} could not be read to its end within {}: some of it may not be known yet",
                        topic.name(),
                        START_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        thread.stop(PATIENCE);
    }

    public boolean isRunning() {
        return thread.isRunning();
    }

    private void readUntilItFails(BooleanSupplier running) {
        if (!gate.await(running)) {
            return;
        }
        try (var consumer = consumers.createConsumer(
                topic.name() + ".reader", null, null, OwnPositions.reading(IsolationLevel.READ_COMMITTED))) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException("the broker does not know " + topic.name() + " yet");
            }
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            ends.forEach((partition, end) -> consumer.seek(partition, position(partition, end)));
            var hasCaughtUp = false;
            while (running.getAsBoolean()) {
                if (!hasCaughtUp
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    caughtUp.run();
                    end.countDown();
                    hasCaughtUp = true;
                }
                for (var entry : consumer.poll(POLL)) {
                    fold.accept(entry);
                    positions.put(new TopicPartition(entry.topic(), entry.partition()), entry.offset() + 1);
                }
            }
        }
    }

    private long position(TopicPartition partition, long end) {
        var reached = positions.get(partition);
        return reached == null ? beginning.applyAsLong(end) : reached;
    }
}
