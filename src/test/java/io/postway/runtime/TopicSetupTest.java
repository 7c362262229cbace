package io.postway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.quickstart.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.KafkaAdmin;

/** On a real broker. */
class TopicSetupTest {

    @TempDir
    private static Path directory;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(0, directory);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void makesWhatIsMissingAndIsContentTheSecondTime() throws ExecutionException, InterruptedException {
        var topics = new Topics("fresh");

        setup(topics, 3).setUp();
        setup(topics, 3).setUp();

        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var names = topics.all().stream().map(Topic::name).toList();
            var found = admin.describeTopics(names).allTopicNames().get();
            assertThat(found.values())
                    .filteredOn(topic -> topic.name().equals("fresh.settings-log"))
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(1));
            assertThat(found.values())
                    .filteredOn(topic -> !topic.name().equals("fresh.settings-log"))
                    .hasSize(names.size() - 1)
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
            assertThat(retention(admin, "fresh.activities")).isEqualTo("5184000000");
            assertThat(retention(admin, "fresh.settings-log")).isEqualTo("-1");
        }
    }

    @Test
    void refusesAChangedNumberOfPartitions() {
        var topics = new Topics("grown");
        setup(topics, 3).setUp();

        assertThatIllegalStateException()
                .isThrownBy(() -> setup(topics, 4).setUp())
                .withMessageContaining("has 3 partitions, but 4 are configured");
    }

    private static String retention(Admin admin, String topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource))
                .values()
                .values()
                .iterator()
                .next()
                .get();
        return config.get("retention.ms").value();
    }

    private static TopicSetup setup(Topics topics, int partitions) {
        var admin = new KafkaAdmin(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        return new TopicSetup(admin, topics, new PostwayProperties.Topics(partitions, (short) 1, 1));
    }
}
