package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import io.postway.event.AppToken;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.event.DeadCallback;
import io.postway.event.DeviceDigest;
import io.postway.event.Forgotten;
import io.postway.event.Partner;
import io.postway.event.Platform;
import io.postway.event.Rejected;
import io.postway.event.Stamp;
import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.event.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes what stages give up or refuse, of which it would take days to happen by itself. */
final class DeadLetterWriter implements AutoCloseable {

    private static final Topics TOPICS = new Topics("postway");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PARTITIONS = 6;

    /** Some minutes in which nobody else's callbacks were received. */
    private final Instant then = Instant.now().minus(Duration.ofDays(9));

    private final KafkaProducer<String, byte[]> kafka;
    private int number;

    DeadLetterWriter(TopicReader topics) {
        this.kafka = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** When what came in minute {@code minute} was received. */
    Instant at(int minute) {
        return Instant.ofEpochMilli(then.plus(Duration.ofMinutes(minute)).toEpochMilli());
    }

    /** What is no dead letter, everywhere. */
    void litter() {
        for (String value : List.of("no json", "{}", "{\"callback\":{}}", "[]")) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                write(new ProducerRecord<>(
                        TOPICS.callbacksDead().name(),
                        partition,
                        then.toEpochMilli(),
                        null,
                        value.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** An install's callback is given up, each to a partner id of its own: they lie in all partitions. */
    String dies(String app, String reason, int minute, @Nullable URI endpoint) {
        return dies(app, ActivityKind.INSTALL, reason, minute, endpoint);
    }

    String dies(String app, ActivityKind kind, String reason, int minute, @Nullable URI endpoint) {
        var id = UUID.randomUUID().toString().replace("-", "");
        number++;
        send(TOPICS.callbacksDead(), dead(app, id, kind, reason, minute, endpoint));
        return id;
    }

    /** The last one does, after it was replayed. */
    void diesAgain(String app, String id, String reason, int minute) {
        send(TOPICS.callbacksDead(), dead(app, id, ActivityKind.INSTALL, reason, minute, null));
    }

    private DeadCallback dead(
            String app, String id, ActivityKind kind, String reason, int minute, @Nullable URI endpoint) {
        var callback = new Callback(
                UUID.randomUUID(),
                at(minute),
                1,
                id,
                new AppToken(app),
                Partner.BACKINAPP,
                "partner-" + number,
                kind,
                device(app),
                Platform.IOS,
                Method.GET,
                endpoint,
                "activity_kind=" + kind.wireName() + "&tracker_name=Gr%C3%B6%C3%9Fe%207&callback_id=" + id);
        return DeadCallback.of(callback, 3, at(minute).plusSeconds(60), reason, "It was given up.");
    }

    private static DeviceDigest device(String app) {
        return DeviceDigest.ofAdid(new AppToken(app), "adid-1");
    }

    /** The device of which all callbacks here tell is erased. */
    void forgetsDevice(String app) {
        var gone = new Forgotten(UUID.randomUUID(), Instant.now(), 0, new AppToken(app), device(app));
        write(new ProducerRecord<>(
                TOPICS.forgotten().name(), gone.key(), TOPICS.forgotten().write(gone)));
    }

    void refuses(String app, String reason, byte[] body) {
        var stamp = new Stamp(UUID.randomUUID(), then, 1);
        send(TOPICS.rejected(), Rejected.inStage("collect", stamp, new AppToken(app), reason, "It is odd.", body));
    }

    private <V extends Stamped> void send(Topic<V> topic, V value) {
        var key = value instanceof DeadCallback dead ? dead.callback().key() : null;
        write(new ProducerRecord<>(topic.name(), null, value.receivedAt().toEpochMilli(), key, topic.write(value)));
    }

    private void write(ProducerRecord<String, byte[]> entry) {
        assertThat(kafka.send(entry)).succeedsWithin(PATIENCE);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
