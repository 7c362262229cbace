package io.postway.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topic;
import io.postway.event.Topics;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/**
 * Runs a topology as a stage of its own: exactly once, with an application id of its own, and quick to move on when an
 * instance dies.
 */
public final class StreamsStages {

    private static final Logger log = LoggerFactory.getLogger(StreamsStages.class);

    /** A hundred records of a few kilobytes: with Kafka's 16 KB every eighth record is a request of its own. */
    private static final int BATCH_BYTES = 256 << 10;

    /** How long a transaction lasts where a stage has fallen behind; well within the time that one may take. */
    private static final Duration BACKLOG_COMMIT_INTERVAL = Duration.ofMillis(500);

    private final KafkaProperties kafka;
    private final KafkaConnectionDetails connection;
    private final PostwayProperties postway;
    private final Topics topics;
    private final TopicGate gate;
    private final Optional<String> address;
    private final MeterRegistry meters;

    /** @param address host and port at which the other instances find what this one holds; none: nowhere */
    StreamsStages(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            PostwayProperties postway,
            Topics topics,
            TopicGate gate,
            Optional<String> address,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.connection = connection;
        this.postway = postway;
        this.topics = topics;
        this.gate = gate;
        this.address = address;
        this.meters = meters;
    }

    /**
     * Starts and stops with the application; where Kafka cannot be reached at the start, as soon as it can.
     *
     * @param name of the stage: part of the application id, and so of its changelogs' and group's names
     * @param topology adds its graph to an empty one
     */
    public StreamsBuilderFactoryBean stage(String name, Consumer<Topology> topology) {
        var prompt = postway.streams().commitInterval();
        var configuration = configuration(name, Collections.max(List.of(prompt, BACKLOG_COMMIT_INTERVAL)));
        configuration.put(CommitPace.CONFIG, new CommitPace(prompt));
        return stage(name, configuration, topology);
    }

    /**
     * The same, for a stage that others need not wait for as little.
     *
     * @param commitInterval how long what it did may stay unseen; each commit is a transaction
     */
    public StreamsBuilderFactoryBean stage(String name, Duration commitInterval, Consumer<Topology> topology) {
        return stage(name, configuration(name, commitInterval), topology);
    }

    private StreamsBuilderFactoryBean stage(
            String name, Map<String, Object> configuration, Consumer<Topology> topology) {
        var stage = new PatientStage(name, new KafkaStreamsConfiguration(configuration), gate);
        stage.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {
            @Override
            public void configureTopology(Topology graph) {
                topology.accept(graph);
            }
        });
        stage.setStreamsUncaughtExceptionHandler(failure -> {
            log.error("A thread of stage {} died and is replaced", name, failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        stage.setLeaveGroupOnClose(true);
        stage.setPhase(Phases.STREAMS);
        stage.addListener(new KafkaStreamsMicrometerListener(meters));
        return stage;
    }

    private Map<String, Object> configuration(String name, Duration commitInterval) {
        var configuration = new HashMap<String, Object>(kafka.buildStreamsProperties());
        configuration.put(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getStreams().getBootstrapServers());
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.named(name));
        address.ifPresent(own -> configuration.put(StreamsConfig.APPLICATION_SERVER_CONFIG, own));
        configuration.put(
                StreamsConfig.STATE_DIR_CONFIG,
                postway.dataDir().resolve("streams").toString());
        configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        configuration.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, postway.streams().threads());
        configuration.put(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, postway.streams().standbyReplicas());
        configuration.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        configuration.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) postway.topics().replicas());
        configuration.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        configuration.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        configuration.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        configuration.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 2 * Topic.MAX_RECORD_BYTES);
        configuration.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        configuration.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topic.MAX_RECORD_BYTES);
        configuration.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                postway.topics().minInsyncReplicas());
        configuration.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStoreMemory.class);
        configuration.putAll(quickToMoveOn());
        return configuration;
    }

    /**
     * With Kafka's defaults a killed instance's partitions stand still for 45 s, and readers of its last transaction
     * for a minute.
     */
    private static Map<String, Object> quickToMoveOn() {
        return Map.of(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000,
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500,
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest",
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 3_000);
    }
}
