package io.postway.collect;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while Kafka answers and every partition that we write to has a leader: only then can we keep what we accept. */
final class CollectHealth implements HealthIndicator, AutoCloseable {

    private static final int PATIENCE_MILLIS = 1_000;

    private final Admin admin;
    private final String topic;

    CollectHealth(Map<String, Object> kafka, String topic) {
        this.admin = Admin.create(kafka);
        this.topic = topic;
    }

    @Override
    public Health health() {
        try {
            var options = new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS);
            var found = admin.describeTopics(Set.of(topic), options)
                    .allTopicNames()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            var hasLeaders = found.values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
            return (hasLeaders ? Health.up() : Health.down()).build();
        } catch (ExecutionException | TimeoutException e) {
            return Health.down().withDetail("kafka", "does not answer").build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down().withDetail("kafka", "interrupted").build();
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
