package io.postway.quickstart;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Controller and broker of one process, put together as Kafka itself does it, but for one step between: before a broker
 * starts again, the controller forgets the one that was there before.
 *
 * <p>After a kill the metadata still calls that one the leader of all partitions, until the controller takes them away.
 * A broker that starts in between begins to write the markers of transactions that were being committed, and in the
 * moment without leaders drops them for good (KAFKA-20734): readers of committed records then wait forever.
 */
final class KafkaNode implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaNode.class);

    private final Metrics metrics;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(Metrics metrics, ControllerServer controller, BrokerServer broker) {
        this.metrics = metrics;
        this.controller = controller;
        this.broker = broker;
    }

    /** On a directory that has just been formatted; returns once the broker answers. */
    static KafkaNode start(KafkaConfig config) {
        return start(config, () -> {});
    }

    /** On a directory that was in use before; returns once the broker answers. */
    static KafkaNode startAgain(KafkaConfig config) {
        return start(config, () -> forgetBroker(config));
    }

    private static KafkaNode start(KafkaConfig config, Runnable beforeTheBroker) {
        var node = assemble(config);
        node.controller.startup();
        beforeTheBroker.run();
        node.broker.startup();
        return node;
    }

    private static KafkaNode assemble(KafkaConfig config) {
        var directories = KafkaRaftServer.initializeLogDirs(config, log, "");
        var properties = directories._1();
        var metrics = Server$.MODULE$.initializeMetrics(
                config, Time.SYSTEM, properties.clusterId().orElseThrow());
        var shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(controllers(config)),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        return new KafkaNode(metrics, controller, new BrokerServer(shared));
    }

    private static Map<Integer, InetSocketAddress> controllers(KafkaConfig config) {
        return QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
    }

    private static void forgetBroker(KafkaConfig config) {
        var controller = Objects.requireNonNull(controllers(config).get(config.nodeId()));
        var address = controller.getHostString() + ":" + controller.getPort();
        try (var admin = Admin.create(Map.of("bootstrap.controllers", address))) {
            admin.unregisterBroker(config.nodeId()).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw new IllegalStateException("Kafka's controller does not answer", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka starts", e);
        }
    }

    @Override
    public void close() {
        broker.shutdown();
        controller.shutdown();
        metrics.close();
    }
}
