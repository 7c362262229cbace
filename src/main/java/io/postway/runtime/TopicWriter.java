package io.postway.runtime;

import io.postway.event.Stamped;
import io.postway.event.Topic;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/**
 * Appends records through one shared idempotent producer. A record counts as written once all in-sync replicas have it;
 * how long that may take is bounded by {@code delivery.timeout.ms} and {@code max.block.ms}.
 */
public final class TopicWriter {

    private final KafkaTemplate<String, byte[]> kafka;
    private final TopicGate gate;

    public TopicWriter(KafkaTemplate<String, byte[]> kafka, TopicGate gate) {
        this.kafka = kafka;
        this.gate = gate;
    }

    /** The future fails where the record may not be durable; it may still turn up later. */
    public <V extends Stamped> CompletableFuture<Long> write(Topic<V> topic, @Nullable String key, V value) {
        return write(topic.name(), key, value.receivedAt(), topic.write(value));
    }

    /** As {@link #write(Topic, String, Stamped)}, of a value that has been written out already. */
    public CompletableFuture<Long> write(String topic, @Nullable String key, Instant receivedAt, byte[] value) {
        if (!gate.isOpen()) {
            return CompletableFuture.failedFuture(new UnavailableException("our topics have not been found yet"));
        }
        try {
            return kafka.send(new ProducerRecord<>(topic, null, receivedAt.toEpochMilli(), key, value))
                    .thenApply(TopicWriter::offset);
        } catch (RuntimeException e) {
            // Spring's exceptions, Kafka's own, a producer that is closed: whatever it is, nothing was written.
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whether Kafka will never take the record, however often it is tried: it is too large. */
    public static boolean isHopeless(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException);
    }

    private static long offset(SendResult<String, byte[]> result) {
        return result.getRecordMetadata().offset();
    }

    /**
     * Returns the offset once the record is durable.
     *
     * @throws UnavailableException if it may not be
     */
    public <V extends Stamped> long writeNow(Topic<V> topic, @Nullable String key, V value) {
        try {
            return write(topic, key, value).get();
        } catch (ExecutionException e) {
            throw new UnavailableException("could not write to " + topic.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while writing to " + topic.name(), e);
        }
    }
}
