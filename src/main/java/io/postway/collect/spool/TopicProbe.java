package io.postway.collect.spool;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** Asks whether Kafka would take records now. */
final class TopicProbe implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 1_000;

    private final Map<String, Object> kafka;
    private final Set<String> topics;
    private final int replicasNeeded;
    private @Nullable Admin admin;

    /** @param replicasNeeded how many must have a record before it counts as written */
    TopicProbe(Map<String, Object> kafka, Set<String> topics, int replicasNeeded) {
        this.kafka = kafka;
        this.topics = topics;
        this.replicasNeeded = replicasNeeded;
    }

    /** Whether Kafka answers, and every partition that we write to has a leader and enough replicas in sync. */
    boolean accepts() {
        try {
            var options = new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS);
            return admin()
                    .describeTopics(topics, options)
                    .allTopicNames()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(description -> description.partitions().stream())
                    .allMatch(this::accepts);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean accepts(TopicPartitionInfo partition) {
        return partition.leader() != null && partition.isr().size() >= replicasNeeded;
    }

    /** A client cannot even be made while Kafka's names cannot be resolved. */
    private synchronized Admin admin() {
        var made = admin;
        if (made == null) {
            made = Admin.create(kafka);
            admin = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
