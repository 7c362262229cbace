package io.postway.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/** The windows of the partitions that this instance has now. Changed by the consumer's thread only. */
final class Windows implements ConsumerRebalanceListener {

    private final Consumer<?, ?> consumer;
    /** What would be repeated after a crash, against what a commit costs. */
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);

    private final Map<TopicPartition, OffsetWindow> windows = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long committedAt = System.nanoTime();

    Windows(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    OffsetWindow of(TopicPartition partition) {
        return windows.computeIfAbsent(partition, any -> new OffsetWindow());
    }

    /** The time of the oldest record that is not settled, in milliseconds since 1970; empty: all are. */
    OptionalLong oldest() {
        return windows.values().stream()
                .map(OffsetWindow::oldest)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** Commits, unless it has just been done. */
    void commitNowAndThen() {
        if (System.nanoTime() - committedAt >= COMMIT_EVERY.toNanos()) {
            commit();
        }
    }

    /** Commits what has settled since the last time. */
    void commit() {
        committedAt = System.nanoTime();
        var progress = new HashMap<TopicPartition, OffsetAndMetadata>();
        windows.forEach((partition, window) -> {
            var offset = window.committable();
            if (!Long.valueOf(offset).equals(committed.get(partition))) {
                progress.put(partition, new OffsetAndMetadata(offset));
            }
        });
        if (!progress.isEmpty() && isCommitted(progress)) {
            progress.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }
    }

    /** While the group is being shared out anew nothing can be committed; the next round can. */
    private boolean isCommitted(Map<TopicPartition, OffsetAndMetadata> progress) {
        try {
            consumer.commitSync(progress);
            return true;
        } catch (RebalanceInProgressException | TimeoutException e) {
            return false;
        }
    }

    /** What is still open goes on, but the next owner repeats it. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        forget(partitions);
    }

    /** Somebody else has them already: nothing of theirs may be committed any more. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // A window begins with its first record.
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(windows::remove);
        partitions.forEach(committed::remove);
    }
}
