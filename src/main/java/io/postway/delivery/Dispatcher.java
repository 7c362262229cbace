package io.postway.delivery;

import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.event.Topics;
import io.postway.runtime.Phases;
import io.postway.runtime.TirelessThread;
import io.postway.runtime.TopicGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Takes callbacks of one topic from Kafka and has many of them on their way at once, each on a virtual thread. An
 * offset is committed once everything before it has settled, so a crash repeats some callbacks and loses none.
 */
final class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Source source;
    private final Parts parts;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final TirelessThread thread;
    private volatile Optional<Windows> current = Optional.empty();

    /**
     * What dispatchers share.
     *
     * @param maxInFlight how many callbacks of one topic may be in our hands at once
     * @param grace how long attempts that are under way at the stop may take to end
     */
    record Parts(
            ConsumerFactory<String, byte[]> consumers,
            Topics topics,
            TopicGate gate,
            CallbackTask task,
            DeliveryMetrics metrics,
            int maxInFlight,
            Duration grace) {}

    /** From a subscription to its end. */
    private record Run(Windows windows, ExecutorService attempts, BooleanSupplier running, AtomicBoolean hasDropped) {}

    Dispatcher(Source source, Parts parts) {
        this.source = source;
        this.parts = parts;
        this.thread = new TirelessThread(source.name(), this::dispatchUntilItFails);
        parts.metrics().watchOldest(source.topic(), this::oldest);
    }

    private OptionalLong oldest() {
        return current.map(Windows::oldest).orElseGet(OptionalLong::empty);
    }

    @Override
    public void start() {
        thread.start();
    }

    /**
     * No new attempts, also by those that wait for their turn; those under way have some time to end, and go back
     * otherwise.
     */
    @Override
    public void stop() {
        thread.stop(parts.grace().multipliedBy(2));
    }

    /** Both dispatchers are told before anybody waits for one of them. */
    @Override
    public void stop(Runnable whenStopped) {
        thread.end();
        Thread.ofVirtual().name(source.name() + "-stop").start(() -> {
            stop();
            whenStopped.run();
        });
    }

    private void dispatchUntilItFails(BooleanSupplier running) {
        if (!parts.gate().await(running)) {
            return;
        }
        var attempts = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("attempt-", 0).factory());
        try (var consumer = consumer()) {
            var windows = new Windows(consumer);
            var run = new Run(windows, attempts, running, new AtomicBoolean());
            current = Optional.of(windows);
            consumer.subscribe(List.of(source.topic()), windows);
            try {
                while (running.getAsBoolean()) {
                    requireNoneDropped(run);
                    throttle(consumer);
                    consumer.poll(POLL).forEach(entry -> take(entry, run));
                    windows.commitNowAndThen();
                }
            } finally {
                end(attempts);
                commitLast(windows);
            }
        }
    }

    /** Its offset stays open: only a reader that begins again at the last commit takes it again. */
    private static void requireNoneDropped(Run run) {
        if (run.hasDropped().get()) {
            throw new IllegalStateException("a callback was dropped although nobody stops");
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
        if (inFlight.get() >= parts.maxInFlight()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    private void take(ConsumerRecord<String, byte[]> entry, Run run) {
        var window = run.windows().of(new TopicPartition(entry.topic(), entry.partition()));
        window.take(entry.offset(), entry.timestamp());
        inFlight.incrementAndGet();
        parts.metrics().taken();
        run.attempts().execute(() -> carry(entry, window, run));
    }

    private void carry(ConsumerRecord<String, byte[]> entry, OffsetWindow window, Run run) {
        var outcome = Outcome.DROPPED;
        try {
            outcome = parts.task().run(entry, source, run.running());
        } finally {
            inFlight.decrementAndGet();
            parts.metrics().settled(outcome);
            if (outcome == Outcome.DROPPED) {
                run.hasDropped().set(true);
            } else {
                window.settle(entry.offset());
            }
        }
    }

    private void end(ExecutorService attempts) {
        attempts.shutdown();
        try {
            if (!attempts.awaitTermination(parts.grace().toMillis(), TimeUnit.MILLISECONDS)) {
                attempts.shutdownNow();
            }
        } catch (InterruptedException e) {
            attempts.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private Consumer<String, byte[]> consumer() {
        var group = parts.topics().named(source.name());
        return parts.consumers().createConsumer(group, null, null, overrides(parts.maxInFlight()));
    }

    private static Properties overrides(int maxInFlight) {
        var overrides = new Properties();
        // With what is in flight already, never more than twice the bound.
        overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(Math.min(500, maxInFlight)));
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
