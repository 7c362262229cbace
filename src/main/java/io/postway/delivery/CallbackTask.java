package io.postway.delivery;

import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.event.LaterCallback;
import io.postway.event.Rejected;
import io.postway.event.Stamp;
import io.postway.event.Topics;
import io.postway.runtime.UnavailableException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Reads one record and has it carried; the two topics differ only in how often it has been tried. */
final class CallbackTask {

    private static final Logger log = LoggerFactory.getLogger(CallbackTask.class);
    private static final String STAGE = "delivery";

    private final Topics topics;
    private final Courier courier;
    private final PatientWriter writer;
    private final DeliveryMetrics metrics;

    CallbackTask(Topics topics, Courier courier, PatientWriter writer, DeliveryMetrics metrics) {
        this.topics = topics;
        this.courier = courier;
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Whether the record has settled; if not, it must be taken again. */
    boolean run(ConsumerRecord<String, byte[]> entry) {
        try {
            carry(entry);
            return true;
        } catch (UnavailableException e) {
            log.debug("Stopped before a callback had settled", e);
            metrics.settled(Outcome.DROPPED);
            return false;
        }
    }

    private void carry(ConsumerRecord<String, byte[]> entry) {
        try {
            if (entry.topic().equals(topics.callbacksDue().name())) {
                LaterCallback due = topics.callbacksDue().read(entry.value());
                courier.deliver(due.callback(), due.attempts());
            } else {
                courier.deliver(topics.callbacks().read(entry.value()), 0);
            }
        } catch (UnavailableException e) {
            throw e;
        } catch (JacksonException e) {
            refuse(entry, "unreadable", e.getOriginalMessage());
        } catch (RuntimeException e) {
            // A fault of ours in one callback must not keep the others from being delivered.
            log.error(
                    "Callback at {}-{} offset {} cannot be sent", entry.topic(), entry.partition(), entry.offset(), e);
            refuse(entry, "unsendable", String.valueOf(e.getMessage()));
        }
    }

    private void refuse(ConsumerRecord<String, byte[]> entry, String reason, String message) {
        var stamp = new Stamp(UUID.nameUUIDFromBytes(entry.value()), Instant.ofEpochMilli(entry.timestamp()), 0);
        writer.write(topics.rejected(), null, Rejected.inStage(STAGE, stamp, null, reason, message, entry.value()));
        metrics.settled(Outcome.REJECTED);
    }
}
