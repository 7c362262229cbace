package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.event.Activity;
import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.forwarding.Forwarder;
import io.postway.forwarding.Template;
import io.postway.settings.SettingsFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The stage without a broker, for tests: reports in, decisions out. */
public record AttributionStage(Topology topology, TopologyTestDriver driver, SimpleMeterRegistry meters)
        implements AutoCloseable {

    public static final Topics TOPICS = new Topics("postway");

    /** With callbacks that say little, for tests that are about something else. */
    public static AttributionStage start(SettingsFixture settings, Path state) {
        var template = Template.parse(Map.of(
                "activity_kind", "{activity_kind}", "tracker_name", "{tracker_name}", "at", "{created_at_milli}"));
        return start(settings, template, state);
    }

    static AttributionStage start(SettingsFixture settings, Template template, Path state) {
        var meters = new SimpleMeterRegistry();
        var attributor = new Attributor(settings::asOf, new Forwarder(template), new AttributionMetrics(meters));
        var topology = new Topology();
        new AttributionTopology(TOPICS, attributor).addTo(topology);
        var configuration = new Properties();
        configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return new AttributionStage(topology, new TopologyTestDriver(topology, configuration), meters);
    }

    void receive(Activity activity) {
        receive(TOPICS.activities().write(activity), activity.receivedAt());
    }

    void receive(byte[] bytes, Instant at) {
        receive(SettingsFixture.SHOP, bytes, at);
    }

    public void receive(AppToken app, byte[] bytes, Instant at) {
        driver.createInputTopic(TOPICS.activities().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(app.value(), bytes, at);
    }

    /** What has come out since the last look. */
    <V> List<V> read(Topic<V> topic) {
        return readBytes(topic).stream().map(topic::read).toList();
    }

    /** The same as it stands on the topic. */
    public List<byte[]> readBytes(Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }

    <V> V only(Topic<V> topic) {
        var records = read(topic);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    /** Nothing that a test has not looked at, trackers aside, and the books balance. */
    void assertNothingMore() {
        assertThat(read(TOPICS.attributed())).isEmpty();
        assertThat(read(TOPICS.callbacks())).isEmpty();
        assertThat(read(TOPICS.rejected())).isEmpty();
        assertThat(read(TOPICS.forgotten())).isEmpty();
        assertThat(metric("read") + metric("resumed"))
                .isEqualTo(metric("remembered")
                        + metric("noted")
                        + metric("deferred")
                        + metric("attributed")
                        + metric("rejected")
                        + metric("dropped")
                        + metric("erased"));
    }

    /** Keys and values of all stores, as they would be written to disk. */
    String everythingStored() {
        var text = new StringBuilder();
        driver.getAllStateStores().forEach((name, store) -> {
            switch (store) {
                case ReadOnlyKeyValueStore<?, ?> byKey ->
                    byKey.all().forEachRemaining(entry -> text.append(told(entry)));
                case ReadOnlyWindowStore<?, ?> windows ->
                    windows.all().forEachRemaining(entry -> text.append(told(entry)));
                default -> throw new IllegalStateException("another kind of store: " + name);
            }
        });
        return text.toString();
    }

    private static String told(KeyValue<?, ?> entry) {
        return entry.key + " = " + Json.MAPPER.writeValueAsString(entry.value) + "\n";
    }

    double metric(String name) {
        return meters.find("postway.attribution." + name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        driver.close();
    }
}
