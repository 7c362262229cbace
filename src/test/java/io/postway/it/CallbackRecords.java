package io.postway.it;

import io.postway.event.ActivityKind;
import io.postway.event.AppToken;
import io.postway.event.Callback;
import io.postway.event.DeviceDigest;
import io.postway.event.Partner;
import io.postway.event.Topics;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rendered callbacks as they stand on their topic, for tests that need no more than their delivery. */
final class CallbackRecords {

    private static final Topics TOPICS = new Topics("postway");
    private static final AppToken APP = new AppToken("demoshop0001");

    private CallbackRecords() {}

    /**
     * A GET of an event's callback.
     *
     * @param query follows {@code callback_id}
     */
    static ProducerRecord<String, byte[]> of(
            UUID id, Instant receivedAt, String partnerId, URI endpoint, String query) {
        var callback = new Callback(
                id,
                receivedAt,
                0,
                id.toString(),
                APP,
                Partner.BACKINAPP,
                partnerId,
                ActivityKind.EVENT,
                DeviceDigest.ofAdid(APP, id.toString()),
                null,
                Callback.Method.GET,
                endpoint,
                "callback_id=" + id + "&" + query);
        return new ProducerRecord<>(
                TOPICS.callbacks().name(),
                null,
                receivedAt.toEpochMilli(),
                callback.key(),
                TOPICS.callbacks().write(callback));
    }
}
