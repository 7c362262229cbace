package io.postway.runtime;

import io.postway.event.Topic;
import io.postway.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Makes the topics that are missing, and checks those that exist before anything reads or writes them.
 *
 * <p>A changed number of partitions of a keyed topic is refused: keys would fall into other partitions than the state
 * that belongs to them, and every device would be new. Another retention or replication is only reported, since an
 * operator may have reasons.
 */
final class TopicSetup {

    private static final Logger log = LoggerFactory.getLogger(TopicSetup.class);

    /** With the rest of a start, doors answer within half a minute although Kafka is away. */
    private static final Duration REACH_PATIENCE = Duration.ofSeconds(5);

    /** How Kafka's clients say it. */
    private static final String NO_NAMES = "No resolvable bootstrap urls";

    private static final int MAX_TRIES = 60;
    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofMillis(500);

    private final KafkaAdmin kafka;
    private final Topics topics;
    private final PostwayProperties.Topics wanted;

    TopicSetup(KafkaAdmin kafka, Topics topics, PostwayProperties.Topics wanted) {
        this.kafka = kafka;
        this.topics = topics;
        this.wanted = wanted;
    }

    /**
     * Does all of it.
     *
     * @return the topics' ids by name
     * @throws UnavailableException if Kafka cannot be reached
     * @throws IllegalStateException if Kafka does not let us, or has what must not be
     */
    Map<String, String> setUp() {
        try (var admin = reach()) {
            createMissing(admin);
            return checkOnceKnown(admin);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw new UnavailableException("Kafka does not answer: " + e.getCause(), e);
            }
            throw new IllegalStateException("Kafka does not let us set up our topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting up topics", e);
        }
    }

    /** A client is not even made while none of the brokers' names can be resolved: in a network that is away, too. */
    private Admin reach() {
        try {
            return Admin.create(kafka.getConfigurationProperties());
        } catch (KafkaException e) {
            if (e.getCause() instanceof ConfigException cause
                    && String.valueOf(cause.getMessage()).contains(NO_NAMES)) {
                throw new UnavailableException("none of Kafka's names can be resolved", e);
            }
            throw e;
        }
    }

    private void createMissing(Admin admin) throws ExecutionException, InterruptedException {
        // The first question: whoever starts waits for the answer only so long.
        var options = new ListTopicsOptions().timeoutMs((int) REACH_PATIENCE.toMillis());
        Set<String> existing = admin.listTopics(options).names().get();
        var missing = topics.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(this::newTopic)
                .toList();
        for (var created : admin.createTopics(missing).values().entrySet()) {
            awaitCreated(created.getKey(), created.getValue());
        }
    }

    /** Two instances may start at once: the other one's topic is as good as ours. */
    private void awaitCreated(String name, KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
            log.info("Created topic {}", name);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private NewTopic newTopic(Topic<?> topic) {
        return new NewTopic(topic.name(), partitions(topic), wanted.replicas()).configs(configs(topic));
    }

    private int partitions(Topic<?> topic) {
        var fixed = topic.partitions();
        return fixed == null ? wanted.partitions() : fixed;
    }

    private Map<String, String> configs(Topic<?> topic) {
        var configs = new HashMap<String, String>();
        configs.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.RETENTION_MS_CONFIG, retentionMillis(topic));
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(Topic.MAX_RECORD_BYTES));
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(wanted.minInsyncReplicas()));
        topic.maxPartitionBytes()
                .ifPresent(max -> configs.put(TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(max)));
        return configs;
    }

    private static String retentionMillis(Topic<?> topic) {
        Duration retention = topic.retention();
        return retention == null ? "-1" : String.valueOf(retention.toMillis());
    }

    /** What has just been made, by us or by another instance, is not known to every broker at once. */
    private Map<String, String> checkOnceKnown(Admin admin) throws ExecutionException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return check(admin);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tries == MAX_TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE_BETWEEN_TRIES);
            }
        }
    }

    private Map<String, String> check(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = topics.all().stream().map(Topic::name).toList();
        var descriptions = admin.describeTopics(names).allTopicNames().get();
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var configs = admin.describeConfigs(resources).all().get().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        for (Topic<?> topic : topics.all()) {
            checkPartitions(topic, lookUp(descriptions, topic));
            reportDifferences(topic, lookUp(descriptions, topic), lookUp(configs, topic));
        }
        return descriptions.values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, found -> found.topicId().toString()));
    }

    private static <T> T lookUp(Map<String, T> byName, Topic<?> topic) {
        var found = byName.get(topic.name());
        if (found == null) {
            throw new IllegalStateException("Kafka does not know topic " + topic.name());
        }
        return found;
    }

    private void checkPartitions(Topic<?> topic, TopicDescription found) {
        var actual = found.partitions().size();
        if (topic.keyed() && actual != partitions(topic)) {
            throw new IllegalStateException("Topic " + topic.name() + " has " + actual + " partitions, but "
                    + partitions(topic) + " are configured (postway.topics.partitions). Keys would move away from their"
                    + " state, so this is refused: set the number back.");
        }
    }

    private void reportDifferences(Topic<?> topic, TopicDescription found, Config config) {
        configs(topic).forEach((key, value) -> {
            var actual = config.get(key);
            if (actual != null && !value.equals(actual.value())) {
                log.warn("Topic {} has {}={}, Postway would set {}", topic.name(), key, actual.value(), value);
            }
        });
        var replicas = found.partitions().getFirst().replicas().size();
        if (replicas != wanted.replicas()) {
            log.warn("Topic {} has {} replicas, {} are configured", topic.name(), replicas, wanted.replicas());
        }
    }
}
