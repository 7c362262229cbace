package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two instances deliver to a partner that refuses a third of all requests, while instances and the broker are killed
 * with SIGKILL: every callback arrives at least once, with the same id and bytes each time, and none is given up or
 * forgotten. A short form runs in each build, 100,000 callbacks with {@code mvn verify -Pledger}.
 */
class LedgerIT {

    private static final Logger log = LoggerFactory.getLogger(LedgerIT.class);
    private static final Topics TOPICS = new Topics("postway");
    private static final int CALLBACKS = Integer.getInteger("postway.ledger.callbacks", 3_000);
    private static final int KILLS = Integer.getInteger("postway.ledger.kills", 3);
    private static final long SEED = Long.getLong("postway.ledger.seed", 20261122);
    private static final int BROKER = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void everyCallbackArrivesAndNoneIsForgotten() throws Exception {
        var kafka = BrokerProcess.start(directory.resolve("kafka"));
        try (kafka;
                var partner = new UnreliablePartner(SEED)) {
            deliver(kafka, partner);

            log.info(
                    "{} callbacks, {} kills, {} requests, {} taken again",
                    partner.delivered(),
                    KILLS,
                    partner.requests(),
                    partner.repeated());
            assertThat(partner.strange()).isZero();
            assertThat(new TopicReader(kafka.bootstrapServers()).readAll(TOPICS.callbacksDead()))
                    .isEmpty();
        }
    }

    private void deliver(BrokerProcess kafka, UnreliablePartner partner) throws Exception {
        var settings = settings(kafka.bootstrapServers());
        var instances = new ArrayList<PostwayProcess>();
        try {
            for (int i = 0; i < BROKER; i++) {
                instances.add(PostwayProcess.launch(directory.resolve("instance-" + i), settings));
            }
            instances.forEach(PostwayProcess::awaitReady);
            var source =
                    Thread.ofVirtual().start(() -> write(kafka.bootstrapServers(), URI.create(partner.endpoint())));
            killAtRandom(kafka, instances, partner, settings);
            source.join();
            awaitDelivered(partner, CALLBACKS);
        } finally {
            instances.forEach(PostwayProcess::kill);
        }
    }

    /** One instance, the other or the broker, each time that as many more have arrived, whoever is at work then. */
    private void killAtRandom(
            BrokerProcess kafka,
            List<PostwayProcess> instances,
            UnreliablePartner partner,
            Map<String, String> settings)
            throws IOException {
        var random = new Random(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitDelivered(partner, (long) CALLBACKS * kill / (KILLS + 1));
            // Each in turn at first, so that the shortest form has all of them.
            var victim = kill <= BROKER + 1 ? kill - 1 : random.nextInt(BROKER + 1);
            log.info("Kill {}: {}", kill, victim == BROKER ? "the broker" : "instance " + victim);
            if (victim == BROKER) {
                kafka.kill();
                kafka.restart();
            } else {
                instances.get(victim).kill();
                instances.set(victim, PostwayProcess.launch(directory.resolve("instance-" + victim), settings));
            }
        }
    }

    private static void awaitDelivered(UnreliablePartner partner, long count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(partner.delivered()).isGreaterThanOrEqualTo(count));
    }

    private static Map<String, String> settings(String bootstrapServers) {
        var settings = new HashMap<>(PostwayProcess.onlyDelivering(bootstrapServers, 50));
        // So many that no callback is ever refused by all of them.
        settings.put("POSTWAY_DELIVERY_RETRY_SCHEDULE", String.join(",", Collections.nCopies(20, "500ms")));
        return settings;
    }

    /** However often the broker goes away in between. */
    private static void write(String bootstrapServers, URI endpoint) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers, "delivery.timeout.ms", 600_000, "max.block.ms", 600_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var written = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLBACKS; i++) {
                written.add(producer.send(entry(i, endpoint)));
            }
            for (var one : written) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not all could be written", e);
        }
    }

    private static ProducerRecord<String, byte[]> entry(int i, URI endpoint) {
        return CallbackRecords.of(
                new UUID(SEED, i),
                Instant.now(),
                "partner-" + i % 100,
                endpoint,
                "event=ev0001&event_name=Gr%C3%B6%C3%9Fe&number=" + i);
    }
}
