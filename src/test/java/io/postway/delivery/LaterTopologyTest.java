package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.event.LaterCallback;
import io.postway.event.LaterCallback.Turn;
import io.postway.event.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaterTopologyTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    private final Topics topics = new Topics("postway");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryMetrics metrics = new DeliveryMetrics(meters, () -> START.plusSeconds(100));

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> later;
    private TestOutputTopic<String, byte[]> due;

    @BeforeEach
    void start() {
        var configuration = new Properties();
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "delivery-later");
        configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology(), configuration, START);
        later = driver.createInputTopic(
                topics.callbacksLater().name(), new StringSerializer(), new ByteArraySerializer());
        due = driver.createOutputTopic(
                topics.callbacksDue().name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Topology topology() {
        var topology = new Topology();
        new LaterTopology(topics, Duration.ofDays(7), metrics).addTo(topology);
        return topology;
    }

    @AfterEach
    void stop() {
        assertThat(due.isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void aCallbackComesBackOnceItIsDue() {
        hold("a", Duration.ofSeconds(10));

        driver.advanceWallClockTime(Duration.ofSeconds(9));
        assertThat(due.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(1).plusMillis(200));

        assertThat(released()).isEqualTo("a");
    }

    @Test
    void howLongTheOldestHasBeenWaitingIsMeasured() {
        hold("a", Duration.ofSeconds(10));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(oldestSeconds()).isEqualTo(100);

        driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(released()).isEqualTo("a");
        assertThat(oldestSeconds()).isZero();
    }

    private double oldestSeconds() {
        return meters.get("postway.delivery.waiting.age").gauge().value();
    }

    @Test
    void eachWaitsForItsOwnTime() {
        hold("slow", Duration.ofHours(1));
        hold("quick", Duration.ofSeconds(1));
        hold("quick too", Duration.ofSeconds(1));

        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(released()).isEqualTo("quick");
        assertThat(released()).isEqualTo("quick too");
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(released()).isEqualTo("slow");
    }

    @Test
    void aQueueLetsItsCallbacksGoOneByOneAtFirst() {
        for (var id : List.of("a", "b", "c")) {
            var turn = new Turn("partner.example#a1b2c3", 0);
            hold(LaterCallback.of(Callbacks.callback(id), 0, START, START.plusSeconds(15), "circuit_open", turn));
        }

        driver.advanceWallClockTime(Duration.ofSeconds(14));
        assertThat(due.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(released()).isEqualTo("a");
        assertThat(due.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(released()).isEqualTo("b");
        driver.advanceWallClockTime(Duration.ofMillis(400));
        assertThat(released()).isEqualTo("c");
    }

    @Test
    void theGraphIsThis() {
        assertThat(topology().describe()).hasToString("""
            Topologies:
               Sub-topology: 0
                Source: later (topics: [postway.callbacks-later])
                  --> hold
                Processor: hold (stores: [waiting])
                  --> due
                  <-- later
                Sink: due (topic: postway.callbacks-due)
                  <-- hold

            """);
    }

    private void hold(String id, Duration pause) {
        var callback = Callbacks.callback(id);
        hold(LaterCallback.of(callback, 1, START, START.plus(pause), "status_503", null));
    }

    private void hold(LaterCallback held) {
        later.pipeInput(held.callback().key(), topics.callbacksLater().write(held), START);
    }

    private String released() {
        return topics.callbacksDue().read(due.readValue()).callback().callbackId();
    }
}
