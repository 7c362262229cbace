package io.postway.settings;

import io.postway.runtime.TirelessThread;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads one partition from its beginning, for ever, on a thread of its own; says once when it has come to the end. */
final class SettingsLogReader {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConsumerFactory<String, byte[]> consumers;
    private final TopicPartition partition;
    private final Consumer<ConsumerRecord<String, byte[]>> fold;
    private final Runnable caughtUp;
    private final TirelessThread thread = new TirelessThread("settings-log", this::readUntilItFails);
    private long position;

    SettingsLogReader(
            ConsumerFactory<String, byte[]> consumers,
            TopicPartition partition,
            Consumer<ConsumerRecord<String, byte[]>> fold,
            Runnable caughtUp) {
        this.consumers = consumers;
        this.partition = partition;
        this.fold = fold;
        this.caughtUp = caughtUp;
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.stop(PATIENCE);
    }

    boolean isRunning() {
        return thread.isRunning();
    }

    private void readUntilItFails(BooleanSupplier running) {
        var group = partition.topic() + ".reader";
        try (var consumer = consumers.createConsumer(group, null, null, overrides())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, position);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var hasCaughtUp = false;
            while (running.getAsBoolean()) {
                if (!hasCaughtUp && position >= end) {
                    caughtUp.run();
                    hasCaughtUp = true;
                }
                for (var entry : consumer.poll(POLL)) {
                    fold.accept(entry);
                    position = entry.offset() + 1;
                }
            }
        }
    }

    /** The position is ours to keep: nothing is committed. */
    private static Properties overrides() {
        var overrides = new Properties();
        overrides.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return overrides;
    }
}
