package io.postway.it;

import io.postway.event.Activities;
import io.postway.event.Activity;
import io.postway.event.Partner;
import io.postway.event.Revenue;
import io.postway.event.Topics;
import io.postway.event.Tracker;
import io.postway.settings.SettingsFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.util.FileSystemUtils;

/**
 * How many activities a second one thread of the attribution stage decides, by how many devices it knows: the packaged
 * jar in a process of its own, on a broker in another, both on this machine, reads a topic that has been filled before.
 *
 * <p>First every device's install, then {@value #ACTIVITIES} activities spread evenly over all devices: eight events
 * with revenue, one session and one click of ten. Every report becomes a callback record, too.
 */
final class StageBenchmark {

    private static final int ACTIVITIES = 1_000_000;
    private static final long SEED = 20261122;
    private static final Topics TOPICS = new Topics("postway");
    private static final Tracker LINK =
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("spring"), Partner.BACKINAPP);

    private final int devices;
    private final Path directory;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private Instant at;

    private StageBenchmark(int devices, Path directory) {
        this.devices = devices;
        this.directory = directory;
        // In the past: Kafka takes no records from the future. Fifteen days are enough for all that follow.
        this.at = Instant.now().minus(Duration.ofDays(20));
    }

    /** @param numbers of devices */
    public static void main(String[] numbers) throws IOException {
        System.out.println(
                "| devices | installs/s | activities/s | µs of the thread per activity | µs of the process | of the"
                        + " broker | state, MB |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String number : numbers) {
            var directory = Files.createTempDirectory("stage-benchmark");
            try {
                System.out.println(new StageBenchmark(Integer.parseInt(number), directory).run());
            } finally {
                // Several gigabytes.
                FileSystemUtils.deleteRecursively(directory);
            }
        }
    }

    private String run() throws IOException {
        var kafka = BrokerProcess.start(directory.resolve("kafka"));
        try (kafka;
                var partner = new RecordingPartner()) {
            var settings = new HashMap<>(PostwayProcess.onBroker(kafka.bootstrapServers(), partner));
            settings.put("POSTWAY_TOPICS_PARTITIONS", "1");
            settings.put("POSTWAY_ROLES", "collect,process,console");
            long version;
            try (var first = PostwayProcess.start(directory.resolve("first"), settings)) {
                new AdminApi(first.http()).createShop("demoshop0001", "abc123", 1001);
                new Device("demoshop0001", "abc123", UUID.randomUUID().toString()).opens(first.http());
                version = new TopicReader(kafka.bootstrapServers())
                        .readAll(TOPICS.activities())
                        .getFirst()
                        .settingsVersion();
            }
            fill(kafka.bootstrapServers(), new Activities(version));
            try (var stage = PostwayProcess.launch(directory.resolve("stage"), settings)) {
                return measure(stage.awaitReady(), kafka);
            }
        }
    }

    private void fill(String bootstrapServers, Activities reports) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 1 << 18, "acks", "1"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int device = 0; device < devices; device++) {
                at = at.plusMillis(100);
                send(producer, reports.session(at, "idfa", idfa(device), "idfv", idfa(-1 - device), "os_name", "ios"));
            }
            for (int i = 0; i < ACTIVITIES; i++) {
                at = at.plusMillis(1_000);
                send(producer, activity(reports, idfa(random.nextInt(devices)), i));
            }
        }
    }

    private Activity activity(Activities reports, String idfa, int i) {
        return switch (i % 10) {
            case 0 -> reports.click(at, LINK, "idfa", idfa, "backinapp_click_id", "click-" + i);
            case 1 -> reports.session(at, "idfa", idfa, "os_name", "ios");
            default ->
                reports.event(at, SettingsFixture.PURCHASE, new Revenue(new BigDecimal("9.99"), "EUR"), "idfa", idfa);
        };
    }

    private static void send(KafkaProducer<String, byte[]> producer, Activity activity) {
        producer.send(new ProducerRecord<>(
                TOPICS.activities().name(),
                null,
                activity.receivedAt().toEpochMilli(),
                activity.appToken().value(),
                TOPICS.activities().write(activity)));
    }

    private static String idfa(int device) {
        return new UUID((device + 1) * 0x9E3779B97F4A7C15L, device).toString().toUpperCase(Locale.ROOT);
    }

    private record Sample(double read, double threadMicros, double processMicros, double brokerMicros, long nanos) {}

    private String measure(PostwayProcess stage, BrokerProcess kafka) throws IOException {
        var samples = new ArrayList<Sample>();
        do {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            samples.add(sample(stage, kafka));
        } while (samples.getLast().read() < devices + ACTIVITIES);
        var started = samples.getFirst();
        var installed = firstAfter(samples, devices);
        // The first half is the compiler's: what counts is what a stage does that has been up for a while.
        var warm = firstAfter(samples, devices + ACTIVITIES / 2);
        var ended = samples.getLast();
        return String.format(
                Locale.ROOT,
                "| %,d | %,.0f | %,.0f | %.1f | %.1f | %.1f | %d |",
                devices,
                rate(started, installed),
                rate(warm, ended),
                perActivity(warm, ended, Sample::threadMicros),
                perActivity(warm, ended, Sample::processMicros),
                perActivity(warm, ended, Sample::brokerMicros),
                size(directory.resolve("stage/data/streams")) >> 20);
    }

    private static Sample sample(PostwayProcess stage, BrokerProcess kafka) throws IOException {
        var process = Path.of("/proc", String.valueOf(stage.pid()));
        try (var threads = Files.list(process.resolve("task"))) {
            var stream = threads.filter(thread -> name(thread).startsWith("postway.attribu"))
                    .mapToDouble(CpuTime::micros)
                    .max()
                    .orElseThrow();
            return new Sample(
                    stage.metric("postway_attribution_read_total", ""),
                    stream,
                    CpuTime.micros(process),
                    CpuTime.micros(kafka.pid()),
                    System.nanoTime());
        }
    }

    private static String name(Path thread) {
        return CpuTime.read(thread.resolve("comm")).strip();
    }

    private static Sample firstAfter(List<Sample> samples, int read) {
        return samples.stream()
                .filter(sample -> sample.read() >= read)
                .findFirst()
                .orElseThrow();
    }

    private static double rate(Sample from, Sample to) {
        return (to.read() - from.read())
                / (to.nanos() - from.nanos())
                * Duration.ofSeconds(1).toNanos();
    }

    private static double perActivity(Sample from, Sample to, ToDoubleFunction<Sample> micros) {
        return (micros.applyAsDouble(to) - micros.applyAsDouble(from)) / (to.read() - from.read());
    }

    private static long size(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
