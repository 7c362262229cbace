package io.postway.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/** The windows of the partitions that this instance has now. Used by the consumer's thread only. */
final class Windows implements ConsumerRebalanceListener {

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, OffsetWindow> windows = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    Windows(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    OffsetWindow of(TopicPartition partition) {
        return windows.computeIfAbsent(partition, any -> new OffsetWindow());
    }

    /** Commits what has settled since the last time. */
    void commit() {
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
