package io.postway.delivery;

import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.event.ActivityKind;
import io.postway.event.Rejected;
import io.postway.event.Stamp;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.UnavailableException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Reads one record and has it carried. */
final class CallbackTask {

    private static final Logger log = LoggerFactory.getLogger(CallbackTask.class);
    private static final String STAGE = "delivery";

    private final Topics topics;
    private final Courier courier;
    private final Outbox outbox;
    private final ForgottenDevices forgotten;

    CallbackTask(Topics topics, Courier courier, Outbox outbox, ForgottenDevices forgotten) {
        this.topics = topics;
        this.courier = courier;
        this.outbox = outbox;
        this.forgotten = forgotten;
    }

    /**
     * What became of the record; {@code DROPPED}: it has not settled, and must be taken again.
     *
     * @param running false once no more attempts may begin
     */
    Outcome run(ConsumerRecord<String, byte[]> entry, Source source, BooleanSupplier running) {
        try {
            return carry(entry, source, new Patience(source.patience(), running));
        } catch (UnavailableException e) {
            log.debug("Stopped before a callback had settled", e);
            return Outcome.DROPPED;
        }
    }

    private Outcome carry(ConsumerRecord<String, byte[]> entry, Source source, Patience patience) {
        try {
            return carry(source.reader().apply(entry.value()), patience);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // The data's fault, or ours in one callback: it is kept, and must not stop the others.
            return refuse(entry, e);
        }
    }

    /** Of an erased device the partner is told that it was, and nothing else any more. */
    private Outcome carry(Delivery delivery, Patience patience) {
        var callback = delivery.callback();
        var isGone = callback.kind() != ActivityKind.GDPR_FORGET_DEVICE
                && forgotten.contains(callback.appToken(), callback.device());
        return isGone ? Outcome.FORGOTTEN : courier.deliver(delivery, patience);
    }

    /** Its message may hold what the callback says, device ids included: it goes to the topic, not to the log. */
    private Outcome refuse(ConsumerRecord<String, byte[]> entry, RuntimeException cause) {
        var reason = cause instanceof JacksonException ? "unreadable" : "unsendable";
        log.error(
                "delivery.{} topic={} partition={} offset={} cause={}",
                reason,
                entry.topic(),
                entry.partition(),
                entry.offset(),
                cause.getClass().getName());
        var bytes = Objects.requireNonNullElseGet(entry.value(), () -> new byte[0]);
        var stamp = new Stamp(UUID.nameUUIDFromBytes(bytes), Instant.ofEpochMilli(entry.timestamp()), 0);
        var message = String.valueOf(cause.getMessage());
        outbox.write(topics.rejected(), null, Rejected.inStage(STAGE, stamp, null, reason, message, bytes));
        return Outcome.REJECTED;
    }
}
