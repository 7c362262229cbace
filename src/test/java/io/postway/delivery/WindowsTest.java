package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final TopicPartition PARTITION = new TopicPartition("postway.callbacks", 0);

    private final RebalancingConsumer consumer = new RebalancingConsumer();
    private final Windows windows = new Windows(consumer);

    /** Kafka's own test double, in the midst of sharing out its group's partitions anew while told so. */
    private static final class RebalancingConsumer extends MockConsumer<String, byte[]> {

        private boolean isRebalancing;
        private int commits;

        private RebalancingConsumer() {
            super("earliest");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (isRebalancing) {
                throw new RebalanceInProgressException();
            }
            commits++;
            super.commitSync(offsets);
        }
    }

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
    }

    @Test
    void whatHasSettledIsCommittedOnce() {
        windows.of(PARTITION).take(7, 0);
        windows.of(PARTITION).take(8, 0);
        windows.of(PARTITION).settle(7);

        windows.commit();

        assertThat(committed()).isEqualTo(8);
    }

    @Test
    void aRebalanceOnlyPutsTheCommitOff() {
        windows.of(PARTITION).take(7, 0);
        windows.of(PARTITION).settle(7);

        consumer.isRebalancing = true;
        windows.commit();
        consumer.isRebalancing = false;
        windows.commit();

        assertThat(committed()).isEqualTo(8);
    }

    @Test
    void aPartitionThatIsTakenAwayIsCommittedAndForgotten() {
        var window = windows.of(PARTITION);
        window.take(7, 0);
        window.take(8, 0);
        window.settle(7);

        windows.onPartitionsRevoked(List.of(PARTITION));
        window.settle(8);
        windows.commit();

        assertThat(committed()).isEqualTo(8);
    }

    @Test
    void nothingIsCommittedOfAPartitionThatSomebodyElseHas() {
        windows.of(PARTITION).take(7, 0);
        windows.of(PARTITION).settle(7);

        windows.onPartitionsLost(List.of(PARTITION));
        windows.commit();

        assertThat(consumer.commits).isZero();
    }

    private long committed() {
        return consumer.committed(Set.of(PARTITION)).values().iterator().next().offset();
    }
}
