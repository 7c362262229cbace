package io.postway.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * When a stage's transactions end: promptly, since others wait for what it says, as long as it keeps up. Each end stops
 * the thread for some milliseconds, so one that has fallen behind leaves it to Streams' own, longer interval.
 */
final class CommitPace {

    /** Where a stage's configuration has its pace; a stage that has none there ends by Streams' interval alone. */
    static final String CONFIG = "postway.commit.pace";

    /** Beyond this a fraction of a second is nothing to wait for. Well over what instances' clocks differ by. */
    static final Duration BACKLOG = Duration.ofSeconds(5);

    /** Looks for the last record before a pause, which no later one takes along. */
    private static final int LOOKS_PER_INTERVAL = 5;

    private final long intervalMs;

    /** A transaction is a thread's: when one of its tasks asks for the end, it is that of all. */
    private final ThreadLocal<AtomicLong> askedAt = ThreadLocal.withInitial(AtomicLong::new);

    /** @param interval how long a transaction lasts where the stage keeps up, 1 ms or more */
    CommitPace(Duration interval) {
        this.intervalMs = interval.toMillis();
    }

    static Optional<OfTask> in(ProcessorContext<?, ?> context) {
        return context.appConfigs().get(CONFIG) instanceof CommitPace pace
                ? Optional.of(pace.new OfTask(context))
                : Optional.empty();
    }

    /** Used by its thread alone. */
    final class OfTask {

        private final ProcessorContext<?, ?> context;

        /** When the last record was done that somebody waits for. */
        private long lastPrompt;

        private OfTask(ProcessorContext<?, ?> context) {
            this.context = context;
            context.schedule(
                    Duration.ofMillis(Math.max(1, intervalMs / LOOKS_PER_INTERVAL)),
                    PunctuationType.WALL_CLOCK_TIME,
                    this::askIfDue);
        }

        /** After each record. */
        void done(Record<?, ?> record) {
            var now = context.currentSystemTimeMs();
            if (now - record.timestamp() <= BACKLOG.toMillis()) {
                lastPrompt = now;
                askIfDue(now);
            }
        }

        private void askIfDue(long now) {
            var asked = askedAt.get();
            if (lastPrompt > asked.get() && now - asked.get() >= intervalMs) {
                asked.set(now);
                context.commit();
            }
        }
    }
}
