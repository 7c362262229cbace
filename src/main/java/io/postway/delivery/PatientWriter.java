package io.postway.delivery;

import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import io.postway.runtime.UnavailableException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Writes what an attempt led to, again and again until it is durable: the request has been sent, so sending it once
 * more is the wrong way to cope with Kafka being away.
 */
final class PatientWriter implements Outbox, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PatientWriter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Nobody waits for what is written here but the callback's own place in our hands: it is worth going together. */
    private static final Map<String, Object> TOGETHER =
            Map.of(ProducerConfig.LINGER_MS_CONFIG, 25, ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);

    private final KafkaTemplate<String, byte[]> kafka;
    private final TopicWriter writer;

    PatientWriter(ProducerFactory<String, byte[]> producers, TopicGate gate) {
        this.kafka = new KafkaTemplate<>(producers, TOGETHER);
        this.writer = new TopicWriter(kafka, gate);
    }

    @Override
    public <V extends Stamped> void write(Topic<V> topic, @Nullable String key, V value) {
        while (!isWritten(topic, key, value)) {
            pause();
        }
    }

    private <V extends Stamped> boolean isWritten(Topic<V> topic, @Nullable String key, V value) {
        try {
            writer.writeNow(topic, key, value);
            return true;
        } catch (UnavailableException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            if (TopicWriter.isHopeless(e)) {
                throw new IllegalArgumentException("a record is too large for " + topic.name(), e);
            }
            log.warn("Could not write to {}, trying again", topic.name());
            return false;
        }
    }

    @Override
    public void close() {
        kafka.destroy();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while Kafka was away", e);
        }
    }
}
