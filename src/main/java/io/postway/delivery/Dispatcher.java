package io.postway.delivery;

import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.event.Topics;
import io.postway.runtime.Phases;
import io.postway.runtime.TirelessThread;
import io.postway.runtime.TopicGate;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Takes callbacks from Kafka and has many of them on their way at once, each on a virtual thread. An offset is
 * committed once everything before it has settled, so a crash repeats some callbacks and loses none.
 */
final class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ConsumerFactory<String, byte[]> consumers;
    private final Topics topics;
    private final TopicGate gate;
    private final CallbackTask task;
    private final DeliveryMetrics metrics;
    private final int maxInFlight;
    private final TirelessThread thread = new TirelessThread("delivery", this::dispatchUntilItFails);

    Dispatcher(
            ConsumerFactory<String, byte[]> consumers,
            Topics topics,
            TopicGate gate,
            CallbackTask task,
            DeliveryMetrics metrics,
            int maxInFlight) {
        this.consumers = consumers;
        this.topics = topics;
        this.gate = gate;
        this.task = task;
        this.metrics = metrics;
        this.maxInFlight = maxInFlight;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** No new attempts; those under way have {@link #GRACE} to end, and go back otherwise. */
    @Override
    public void stop() {
        thread.stop(GRACE.multipliedBy(2));
    }

    private void dispatchUntilItFails(BooleanSupplier running) {
        if (!gate.await(running)) {
            return;
        }
        var attempts = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("attempt-", 0).factory());
        try (var consumer = consumers.createConsumer(topics.named("delivery"), null, null, overrides(maxInFlight))) {
            var windows = new Windows(consumer);
            consumer.subscribe(
                    List.of(topics.callbacks().name(), topics.callbacksDue().name()), windows);
            try {
                while (running.getAsBoolean()) {
                    throttle(consumer);
                    consumer.poll(POLL).forEach(entry -> take(entry, windows, attempts));
                    windows.commit();
                }
            } finally {
                end(attempts);
                commitLast(windows);
            }
        }
    }

    /** What cannot be committed any more is repeated by whoever is next. */
    private static void commitLast(Windows windows) {
        try {
            windows.commit();
        } catch (KafkaException e) {
            log.warn("Could not commit the last callbacks, they will be repeated: {}", e.toString());
        }
    }

    /** A paused consumer still polls, so that it keeps its partitions however slow the partners are. */
    private void throttle(Consumer<String, byte[]> consumer) {
        if (metrics.inFlight() >= maxInFlight) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    private void take(ConsumerRecord<String, byte[]> entry, Windows windows, ExecutorService attempts) {
        var window = windows.of(new TopicPartition(entry.topic(), entry.partition()));
        window.take(entry.offset());
        metrics.taken();
        attempts.execute(() -> carry(entry, window));
    }

    private void carry(ConsumerRecord<String, byte[]> entry, OffsetWindow window) {
        var outcome = Outcome.DROPPED;
        try {
            outcome = task.run(entry);
        } finally {
            metrics.settled(outcome);
            if (outcome != Outcome.DROPPED) {
                window.settle(entry.offset());
            }
        }
    }

    private static void end(ExecutorService attempts) {
        attempts.shutdown();
        try {
            if (!attempts.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                attempts.shutdownNow();
            }
        } catch (InterruptedException e) {
            attempts.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Properties overrides(int maxInFlight) {
        var overrides = new Properties();
        // With what is in flight already, never more than twice the bound, which is what the connection pool holds.
        overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(Math.min(100, maxInFlight)));
        overrides.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        overrides.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        overrides.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // With Kafka's 45 s a killed instance's callbacks would stand still that long.
        overrides.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000");
        overrides.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1500");
        return overrides;
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    @Override
    public int getPhase() {
        return Phases.DELIVERY;
    }
}
