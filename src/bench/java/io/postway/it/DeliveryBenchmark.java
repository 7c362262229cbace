package io.postway.it;

import io.postway.event.ActivityKind;
import io.postway.event.AppToken;
import io.postway.event.Callback;
import io.postway.event.DeviceDigest;
import io.postway.event.Partner;
import io.postway.event.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How many callbacks a second are delivered to a partner that answers in 50 ms, and one in a hundred in 3 s: instances
 * with the role {@code deliver}, a broker in a process of its own and the partner, all on this machine, beginning with
 * a topic that has been filled before.
 */
final class DeliveryBenchmark {

    private static final Topics TOPICS = new Topics("postway");
    private static final AppToken APP = new AppToken("demoshop0001");
    private static final String QUERY = "&activity_kind=event&event=ev0001&event_name=purchase&app_id=com.example.shop"
        + "&app_name=Demo%20Shop&app_version=1.2.3&store=google&environment=production&created_at=1773144000"
        + "&installed_at=1773140400&click_time=1773136800&device_name=Pixel%208&device_type=phone&os_name=android"
        + "&os_version=15&country=de&ip_address=192.0.2.1&language=de&user_agent=Mozilla%2F5.0%20%28Linux%3B%20Android"
        + "%2015%3B%20Pixel%208%29%20AppleWebKit%2F537.36&revenue_float=9.99&currency=EUR&is_reattributed=0"
        + "&tracker_name=BackInApp%3A%3Aspring&tracker=abc123&city=Berlin&is_organic=0"
        + "&reattribution_attribution_window=168&inactive_user_definition=48&match_type=device_tag&partner_id=";

    private static final long FAST = Duration.ofMillis(50).toNanos();
    private static final long SLOW = Duration.ofSeconds(3).toNanos();
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 30;

    private DeliveryBenchmark() {}

    /**
     * @param arguments instances, attempts in flight at most and callbacks to lay up for each second, again and again
     */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "| instances | in flight at most | callbacks/s | µs per callback: instances | broker | partner |");
        System.out.println("|---|---|---|---|---|---|");
        var numbers = Stream.of(arguments).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i < numbers.length; i += 3) {
            System.out.println(throughput(numbers[i], numbers[i + 1], numbers[i + 2]));
        }
    }

    /** @param perSecond how many callbacks are laid up for each second */
    private static String throughput(int instances, int inFlight, int perSecond) throws IOException {
        var directory = Files.createTempDirectory("delivery-benchmark");
        var arrived = new AtomicInteger();
        var kafka = BrokerProcess.start(directory.resolve("kafka"));
        try (kafka;
                var partner = new SlowPartner(line -> arrived.incrementAndGet() % 100 == 0 ? SLOW : FAST)) {
            var settings = settings(kafka.bootstrapServers(), inFlight);
            try (var first = PostwayProcess.start(directory.resolve("first"), settings)) {
                fill(kafka.bootstrapServers(), partner.endpoint("/"), perSecond * (WARM_UP_SECONDS + SECONDS));
            }
            var running = IntStream.range(0, instances)
                    .mapToObj(i -> PostwayProcess.launch(directory.resolve("instance-" + i), settings))
                    .toList();
            try {
                running.forEach(PostwayProcess::awaitReady);
                while (arrived.get() == 0) {
                    sleep(1);
                }
                return measure(arrived, running, kafka, inFlight);
            } finally {
                running.forEach(PostwayProcess::close);
            }
        }
    }

    private static String measure(
            AtomicInteger arrived, List<PostwayProcess> running, BrokerProcess kafka, int inFlight) {
        sleep(WARM_UP_SECONDS);
        var before = arrived.get();
        var spent =
                running.stream().mapToDouble(one -> CpuTime.micros(one.pid())).sum();
        var broker = CpuTime.micros(kafka.pid());
        var own = CpuTime.micros(ProcessHandle.current().pid());
        var started = System.nanoTime();
        sleep(SECONDS);
        var done = arrived.get() - before;
        var seconds = (System.nanoTime() - started) / 1e9;
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %,.0f | %.0f | %.0f | %.0f |",
                running.size(),
                inFlight,
                done / seconds,
                (running.stream().mapToDouble(one -> CpuTime.micros(one.pid())).sum() - spent) / done,
                (CpuTime.micros(kafka.pid()) - broker) / done,
                (CpuTime.micros(ProcessHandle.current().pid()) - own) / done);
    }

    private static Map<String, String> settings(String bootstrapServers, int inFlight) {
        return Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "POSTWAY_ROLES",
                "deliver",
                "POSTWAY_DELIVERY_ALLOW_PRIVATE_ADDRESSES",
                "true",
                "POSTWAY_DELIVERY_ENDPOINT_MAX_IN_FLIGHT",
                String.valueOf(inFlight));
    }

    private static void fill(String bootstrapServers, String endpoint, int callbacks) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 1 << 18),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < callbacks; i++) {
                var callback = callback(i, endpoint);
                producer.send(new ProducerRecord<>(
                        TOPICS.callbacks().name(),
                        null,
                        callback.receivedAt().toEpochMilli(),
                        callback.key(),
                        TOPICS.callbacks().write(callback)));
            }
        }
    }

    private static Callback callback(int i, String endpoint) {
        var id = new UUID(0x0190_0000_0000_7000L, i);
        var partnerId = "partner-" + i % 1_000;
        return new Callback(
                id,
                Instant.now(),
                0,
                id.toString(),
                APP,
                Partner.BACKINAPP,
                partnerId,
                ActivityKind.EVENT,
                DeviceDigest.ofAdid(APP, id.toString()),
                null,
                Callback.Method.GET,
                URI.create(endpoint),
                "callback_id=" + id + QUERY + partnerId);
    }

    private static void sleep(int seconds) {
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
    }
}
