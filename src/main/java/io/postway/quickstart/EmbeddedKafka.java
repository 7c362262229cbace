package io.postway.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka of one node in this process: the real server (KRaft, broker and controller in one), its files kept over
 * restarts. For trying Postway and for its tests; one node can lose its disk, so it is for nothing else.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaNode node;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaNode node, String bootstrapServers) {
        this.node = node;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Returns once the broker answers.
     *
     * @param port 0: any that is free
     * @param directory for its files; made and formatted if it is new
     * @throws BrokerPortTakenException if something else listens on {@code port}
     */
    public static EmbeddedKafka start(int port, Path directory) {
        var clientPort = port == 0 ? FreePort.any() : requireFree(port);
        var controllerPort = FreePort.any();
        var data = directory.toAbsolutePath();
        var isNew = formatIfNew(data);
        var config = new KafkaConfig(configuration(clientPort, controllerPort, data));
        var node = isNew ? KafkaNode.start(config) : KafkaNode.startAgain(config);
        var bootstrapServers = HOST + ":" + clientPort;
        log.info("Embedded Kafka listens on {} and keeps its files in {}", bootstrapServers, data);
        return new EmbeddedKafka(node, bootstrapServers);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    private static int requireFree(int port) {
        try {
            FreePort.claim(port);
            return port;
        } catch (IOException e) {
            throw new BrokerPortTakenException(port, e);
        }
    }

    private static boolean formatIfNew(Path data) {
        if (Files.exists(data.resolve("meta.properties"))) {
            return false;
        }
        try {
            Files.createDirectories(data);
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setDirectories(List.of(data.toString()))
                    .setControllerListenerName(CONTROLLER)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
            return true;
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's directory cannot be made in " + data, e);
        }
    }

    private static Map<String, String> configuration(int clientPort, int controllerPort, Path data) {
        var configuration = new HashMap<String, String>();
        configuration.put("process.roles", "broker,controller");
        configuration.put("node.id", String.valueOf(NODE));
        configuration.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        configuration.put("controller.listener.names", CONTROLLER);
        configuration.put(
                "listeners", "PLAINTEXT://" + HOST + ":" + clientPort + ",CONTROLLER://" + HOST + ":" + controllerPort);
        configuration.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + clientPort);
        configuration.put("log.dirs", data.toString());
        configuration.put("auto.create.topics.enable", "false");
        configuration.putAll(oneNode());
        configuration.putAll(quick());
        return configuration;
    }

    private static Map<String, String> oneNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "8",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "8",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
    }

    /**
     * Nobody waits for other members here. The controller, in the same process, need not watch whether the broker
     * lives: after a pause of the whole process it would take the partitions away from it, see {@link KafkaNode}.
     * Expired transactions are looked for as rarely as Kafka's default has it: see RATIONALE.md.
     */
    private static Map<String, String> quick() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "broker.heartbeat.interval.ms", "500",
                "broker.session.timeout.ms", String.valueOf(Duration.ofDays(1).toMillis()),
                "controlled.shutdown.enable", "false");
    }

    @Override
    public void close() {
        node.close();
    }
}
