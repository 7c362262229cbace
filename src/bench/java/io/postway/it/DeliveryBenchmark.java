package io.postway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How many callbacks a second are delivered to a partner that answers in 50 ms, and one in a hundred in 3 s: instances
 * with the role {@code deliver}, a broker in a process of its own, the partner and what offers the callbacks, all on
 * this machine. A little more is offered than can be delivered.
 */
final class DeliveryBenchmark {

    static final long FAST = Duration.ofMillis(50).toNanos();

    private static final long SLOW = Duration.ofSeconds(3).toNanos();
    private static final int WARM_UP_SECONDS = 30;
    private static final int SECONDS = 30;

    private DeliveryBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "| instances | in flight at most | offered/s | delivered/s | µs per callback: instances | broker"
                        + " | partner and source |");
        System.out.println("|---|---|---|---|---|---|---|");
        System.out.println(throughput(1, 1_024, 12_000));
        System.out.println(throughput(1, 42, 510));
        System.out.println(throughput(3, 42, 1_530));
    }

    private static String throughput(int instances, int inFlight, int perSecond) throws IOException {
        var directory = Files.createTempDirectory("delivery-benchmark");
        var arrived = new AtomicInteger();
        var kafka = BrokerProcess.start(directory.resolve("kafka"));
        try (kafka;
                var partner = new SlowPartner(line -> arrived.incrementAndGet() % 100 == 0 ? SLOW : FAST);
                var source = new CallbackSource(kafka.bootstrapServers(), partner.endpoint("/"))) {
            var settings = PostwayProcess.onlyDelivering(kafka.bootstrapServers(), inFlight);
            var running = IntStream.range(0, instances)
                    .mapToObj(i -> PostwayProcess.launch(directory.resolve("instance-" + i), settings))
                    .toList();
            try {
                running.forEach(PostwayProcess::awaitReady);
                source.begin(perSecond);
                sleep(WARM_UP_SECONDS);
                return String.format(
                        Locale.ROOT,
                        "| %d | %,d | %,d | %s |",
                        instances,
                        inFlight,
                        perSecond,
                        measure(arrived, running, kafka));
            } finally {
                running.forEach(PostwayProcess::close);
            }
        }
    }

    private static String measure(AtomicInteger arrived, List<PostwayProcess> running, BrokerProcess kafka) {
        var before = arrived.get();
        var spent = micros(running);
        var broker = CpuTime.micros(kafka.pid());
        var own = CpuTime.micros(ProcessHandle.current().pid());
        var started = System.nanoTime();
        sleep(SECONDS);
        var done = arrived.get() - before;
        var seconds = (System.nanoTime() - started) / 1e9;
        return String.format(
                Locale.ROOT,
                "%,.0f | %.0f | %.0f | %.0f",
                done / seconds,
                (micros(running) - spent) / done,
                (CpuTime.micros(kafka.pid()) - broker) / done,
                (CpuTime.micros(ProcessHandle.current().pid()) - own) / done);
    }

    private static double micros(List<PostwayProcess> running) {
        return running.stream().mapToDouble(one -> CpuTime.micros(one.pid())).sum();
    }

    static void sleep(int seconds) {
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
    }
}
