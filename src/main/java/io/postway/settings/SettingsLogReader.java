package io.postway.settings;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads one partition from its beginning, for ever, on a thread of its own; says once when it has come to the end. */
final class SettingsLogReader {

    private static final Logger log = LoggerFactory.getLogger(SettingsLogReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final ConsumerFactory<String, byte[]> consumers;
    private final TopicPartition partition;
    private final Consumer<ConsumerRecord<String, byte[]>> fold;
    private final Runnable caughtUp;
    private volatile boolean running;
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
        running = true;
        Thread.ofPlatform().daemon().name("settings-log").start(this::readForEver);
    }

    void stop() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    private void readForEver() {
        while (running) {
            try {
                readUntilItFails();
            } catch (RuntimeException e) {
                log.error("Reading the settings log failed at {}, and starts again there", position, e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilItFails() {
        var group = partition.topic() + ".reader";
        try (var consumer = consumers.createConsumer(group, null, null, overrides())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, position);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var hasCaughtUp = false;
            while (running) {
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
