package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The walk on the published Kafka, in a container. Without an engine for containers it is skipped, and says so. */
@Testcontainers(disabledWithoutDocker = true)
class ContainersIT {

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1");

    @TempDir
    private Path directory;

    @Test
    void theWalkWorksOnThePublishedKafka() throws IOException {
        try (var partner = new RecordingPartner();
                var postway = PostwayProcess.start(
                        directory, PostwayProcess.onBroker(KAFKA.getBootstrapServers(), partner))) {
            new AdminApi(postway.http()).createShop("boxshop00001", "box1234", 525463029);
            var device = Device.named("boxshop00001", "box1234", "box");

            device.clicks(postway.http());
            device.opens(postway.http());
            device.buys(postway.http());

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(partner.received())
                            .extracting(callback -> callback.get("activity_kind"))
                            .containsExactlyInAnyOrder("install", "event"));
        }
    }
}
