package io.postway.it;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts callbacks of a usual size on the topic, so many each second, of a thousand partner ids. */
final class CallbackSource implements AutoCloseable {

    /** What says when it was put there, in milliseconds since 1970. */
    static final String SENT = "sent_at_milli=";

    private static final String QUERY = "&activity_kind=event&event=ev0001&event_name=purchase&app_id=com.example.shop"
        + "&app_name=Demo%20Shop&app_version=1.2.3&store=google&environment=production&created_at=1773144000"
        + "&installed_at=1773140400&click_time=1773136800&device_name=Pixel%208&device_type=phone&os_name=android"
        + "&os_version=15&country=de&ip_address=192.0.2.1&language=de&user_agent=Mozilla%2F5.0%20%28Linux%3B%20Android"
        + "%2015%3B%20Pixel%208%29%20AppleWebKit%2F537.36&revenue_float=9.99&currency=EUR&is_reattributed=0"
        + "&tracker_name=BackInApp%3A%3Aspring&tracker=abc123&city=Berlin&is_organic=0"
        + "&reattribution_attribution_window=168&inactive_user_definition=48&match_type=device_tag&partner_id=";

    private static final Duration BEAT = Duration.ofMillis(10);

    private final KafkaProducer<String, byte[]> producer;
    private final URI endpoint;
    private volatile boolean running;
    private int sent;

    CallbackSource(String bootstrapServers, String endpoint) {
        this.endpoint = URI.create(endpoint);
        this.producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "batch.size", 1 << 16),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns at once; goes on until it is closed. */
    void begin(int perSecond) {
        running = true;
        Thread.ofPlatform().daemon().name("source").start(() -> send(perSecond));
    }

    private void send(int perSecond) {
        var started = System.nanoTime();
        while (running) {
            var due = (System.nanoTime() - started)
                    * perSecond
                    / Duration.ofSeconds(1).toNanos();
            for (; sent < due; sent++) {
                producer.send(entry(sent));
            }
            LockSupport.parkNanos(BEAT.toNanos());
        }
    }

    private ProducerRecord<String, byte[]> entry(int i) {
        var now = Instant.now();
        var partnerId = "partner-" + i % 1_000;
        return CallbackRecords.of(
                new UUID(endpoint.hashCode(), i),
                now,
                partnerId,
                endpoint,
                SENT + now.toEpochMilli() + QUERY + partnerId);
    }

    @Override
    public void close() {
        running = false;
        producer.close(Duration.ofSeconds(1));
    }
}
