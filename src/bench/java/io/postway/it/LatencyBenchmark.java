package io.postway.it;

import io.postway.event.Topics;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * How long an install or event takes from its sender to its callback on the topic, at {@value #PER_SECOND} a second on
 * two instances, seen from outside (a reader of committed records); and how long each app stands still when one of the
 * two is killed.
 */
final class LatencyBenchmark {

    private static final int PER_SECOND = 500;
    private static final int APPS = 12;
    private static final int PARTITIONS = 6;
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration AFTER_THE_KILL = Duration.ofSeconds(25);
    private static final Topics TOPICS = new Topics("postway");
    private static final Pattern MARK = Pattern.compile("revenue_float=([0-9.]+)|idfa=([0-9A-F-]+)");

    private final List<String> apps = IntStream.range(0, APPS)
            .mapToObj(i -> String.format(Locale.ROOT, "latencyapp%02d", i))
            .toList();

    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final Map<String, Collection<Long>> arrivals = new ConcurrentHashMap<>();
    private final Collection<Double> millis = new ConcurrentLinkedQueue<>();
    private volatile boolean measuring;
    private volatile boolean reading = true;

    public static void main(String[] none) throws IOException, InterruptedException, ExecutionException {
        var directory = Files.createTempDirectory("latency-benchmark");
        try (var kafka = BrokerProcess.start(directory.resolve("kafka"));
                var partner = new RecordingPartner()) {
            var settings = new HashMap<>(PostwayProcess.onBroker(kafka.bootstrapServers(), partner));
            // What delivery does with a callback comes after what is measured, and needs a machine of its own.
            settings.put("POSTWAY_ROLES", "collect,process,console");
            try (var one = PostwayProcess.start(directory.resolve("one"), settings);
                    var other = PostwayProcess.start(directory.resolve("other"), settings)) {
                new LatencyBenchmark().run(kafka.bootstrapServers(), one, other);
            }
        }
    }

    private void run(String bootstrapServers, PostwayProcess one, PostwayProcess other)
            throws InterruptedException, ExecutionException {
        for (int i = 0; i < APPS; i++) {
            new AdminApi(one.http()).createShop(apps.get(i), String.format(Locale.ROOT, "latlnk%02d", i), 9_000 + i);
        }
        var reader = Thread.ofPlatform().start(() -> read(bootstrapServers));
        // A JVM that has just started is slow, and what it cannot keep up with would wait in front of all that follows.
        for (int share : new int[] {10, 4, 2, 1}) {
            send(List.of(one.http(), other.http()), PER_SECOND / share, WARM_UP);
        }
        measuring = true;
        send(List.of(one.http(), other.http()), PER_SECOND, MEASURED);
        measuring = false;
        report();
        var held = appsByMember(bootstrapServers);
        var killedAt = System.nanoTime();
        other.kill();
        send(List.of(one.http()), PER_SECOND, AFTER_THE_KILL);
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        reading = false;
        reader.join();
        held.forEach((member, names) -> System.out.printf(
                Locale.ROOT,
                "%d apps of one instance stood still for up to %d ms%n",
                names.size(),
                names.stream().mapToLong(app -> standstill(app, killedAt)).max().orElse(0)));
    }

    /** Open loop: what is slow to be answered does not slow down what comes after it. */
    private void send(List<Http> instances, int perSecond, Duration time) {
        var random = new SplittableRandom(20261122);
        var known = new ArrayList<String>();
        var start = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < perSecond * time.toSeconds(); i++) {
                var due = start + i * Duration.ofSeconds(1).toNanos() / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                var app = apps.get(random.nextInt(APPS));
                var instance = instances.get((int) (i % instances.size()));
                var isNew = known.size() < 100 || random.nextInt(4) == 0;
                var number = sentAt.size();
                var device = isNew
                        ? app + " " + UUID.randomUUID().toString().toUpperCase(Locale.ROOT)
                        : known.get(random.nextInt(known.size()));
                senders.execute(() -> post(instance, device, isNew, number));
                if (isNew) {
                    known.add(device);
                }
            }
        }
    }

    private void post(Http instance, String device, boolean isNew, int number) {
        var parts = device.split(" ", -1);
        var amount = String.format(Locale.ROOT, "%d.%02d", 1 + number / 100, number % 100);
        var mark = isNew ? parts[1] : amount;
        sentAt.put(mark, System.nanoTime());
        var report = isNew
                ? "/session?app_token=" + parts[0] + "&idfa=" + parts[1]
                : "/event?app_token=" + parts[0] + "&idfa=" + parts[1] + "&event_token=ev0001&currency=EUR&revenue="
                        + amount;
        instance.trySend(instance.request(report).POST(BodyPublishers.noBody()));
    }

    private void read(String bootstrapServers) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "fetch.max.wait.ms", "50"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPICS.callbacks().name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (reading) {
                for (var entry : consumer.poll(Duration.ofMillis(100))) {
                    arrived(TOPICS.callbacks().read(entry.value()).payload(), entry.key(), System.nanoTime());
                }
            }
        }
    }

    private void arrived(String payload, String key, long now) {
        arrivals.computeIfAbsent(key.substring(0, key.indexOf(':')), app -> new ConcurrentLinkedQueue<>())
                .add(now);
        var marks = MARK.matcher(payload);
        var mark = "";
        while (marks.find()) {
            mark = marks.group(1) == null ? marks.group(2) : marks.group(1);
            if (marks.group(1) != null) {
                break;
            }
        }
        var sent = sentAt.get(mark);
        if (measuring && sent != null) {
            millis.add((now - sent) / 1e6);
        }
    }

    private void report() {
        var sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%d callbacks at %d activities a second: median %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                sorted.size(),
                PER_SECOND,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast());
    }

    /** The longest time without a callback since the kill. */
    private long standstill(String app, long killedAt) {
        var before = killedAt;
        long longest = 0;
        for (long arrival : arrivals.getOrDefault(app, List.of())) {
            if (arrival > killedAt) {
                longest = Math.max(longest, arrival - before);
                before = arrival;
            }
        }
        return Duration.ofNanos(longest).toMillis();
    }

    private Map<String, Set<String>> appsByMember(String bootstrapServers)
            throws InterruptedException, ExecutionException {
        var group = TOPICS.named("attribution");
        var held = new TreeMap<String, Set<String>>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (var member : admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()) {
                var partitions = member.assignment().topicPartitions().stream()
                        .filter(one -> one.topic().equals(TOPICS.activities().name()))
                        .map(TopicPartition::partition)
                        .collect(Collectors.toSet());
                held.put(
                        member.consumerId(),
                        apps.stream()
                                .filter(app -> partitions.contains(partition(app)))
                                .collect(Collectors.toSet()));
            }
        }
        return held;
    }

    private static int partition(String app) {
        return Utils.toPositive(Utils.murmur2(app.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }
}
