package io.postway.skadnetwork;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.event.Postback;
import io.postway.event.Postbacks;
import io.postway.event.Rejected;
import io.postway.event.SkanActivity;
import io.postway.event.SkanActivity.DecodedEvent;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.settings.SettingsFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The stage without a broker, for tests: postbacks in, what they count as out. */
record SkanStage(Topology topology, TopologyTestDriver driver, SimpleMeterRegistry meters, Postbacks doors)
        implements AutoCloseable {

    static final Topics TOPICS = new Topics("postway");

    static SkanStage start(SettingsFixture settings, Path state) {
        var meters = new SimpleMeterRegistry();
        var topology = new Topology();
        new SkanTopology(TOPICS, new PostbackCounter(settings::asOf, new SkanMetrics(meters))).addTo(topology);
        var configuration = new Properties();
        configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        var driver = new TopologyTestDriver(topology, configuration);
        return new SkanStage(
                topology, driver, meters, new Postbacks(settings.latest().version()));
    }

    void receive(Postback postback) {
        input().pipeInput(postback.claims().key(), TOPICS.postbacks().write(postback), postback.receivedAt());
    }

    void receive(byte[] bytes) {
        input().pipeInput("key", bytes, Postbacks.AT);
    }

    private TestInputTopic<String, byte[]> input() {
        return driver.createInputTopic(TOPICS.postbacks().name(), new StringSerializer(), new ByteArraySerializer());
    }

    /** What has come out since the last look. */
    List<TestRecord<String, byte[]>> records() {
        return records(TOPICS.skanActivities());
    }

    private List<TestRecord<String, byte[]>> records(Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** As {@link #records}, read. */
    List<SkanActivity> counted() {
        return records().stream()
                .map(found -> TOPICS.skanActivities().read(found.value()))
                .toList();
    }

    List<Rejected> rejected() {
        return records(TOPICS.rejected()).stream()
                .map(found -> TOPICS.rejected().read(found.value()))
                .toList();
    }

    /** What the values stood for that have been counted since the last look. */
    List<DecodedEvent> events() {
        return counted().stream()
                .flatMap(activity -> Optional.ofNullable(activity.decoded()).stream())
                .toList();
    }

    double metric(String name) {
        return meters.find("postway.skadnetwork." + name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        driver.close();
    }
}
