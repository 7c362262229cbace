package io.postway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What an endpoint notices of another that hangs for ever: {@value #PER_SECOND} callbacks a second to one that answers
 * in 50 ms, alone, and with {@value #PER_SECOND_HANGING} a second to one that never answers, which begin when the
 * measuring does. Runs in turns, each with a new instance and a new broker.
 */
final class IsolationBenchmark {

    private static final int PER_SECOND = 2_000;
    private static final int PER_SECOND_HANGING = 500;
    private static final int ROUNDS = 3;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 30;

    private record Run(double perSecond, long median, long p99) {}

    private IsolationBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        var alone = new ArrayList<Run>();
        var beside = new ArrayList<Run>();
        for (int round = 0; round < ROUNDS; round++) {
            alone.add(run(false));
            beside.add(run(true));
        }
        System.out.println("| | delivered/s | from the topic to the partner, ms: median | p99 |");
        System.out.println("|---|---|---|---|");
        print("alone", alone);
        print("beside one that hangs", beside);
    }

    private static void print(String what, List<Run> runs) {
        runs.forEach(run -> System.out.println(String.format(
                Locale.ROOT, "| %s | %,.0f | %d | %d |", what, run.perSecond(), run.median(), run.p99())));
        System.out.println(String.format(
                Locale.ROOT,
                "| %s, medians | %,.0f | %.0f | %.0f |",
                what,
                median(runs.stream().mapToDouble(Run::perSecond).toArray()),
                median(runs.stream().mapToDouble(Run::median).toArray()),
                median(runs.stream().mapToDouble(Run::p99).toArray())));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Run run(boolean withOther) throws IOException {
        var directory = Files.createTempDirectory("isolation-benchmark");
        var millis = new ConcurrentLinkedQueue<Long>();
        var kafka = BrokerProcess.start(directory.resolve("kafka"));
        try (kafka;
                var partner = new SlowPartner(line -> {
                    if (line.startsWith("GET /hangs")) {
                        return -1;
                    }
                    millis.add(System.currentTimeMillis() - sentAt(line));
                    return DeliveryBenchmark.FAST;
                });
                var source = new CallbackSource(kafka.bootstrapServers(), partner.endpoint("/answers"));
                var other = new CallbackSource(kafka.bootstrapServers(), partner.endpoint("/hangs"));
                var instance = PostwayProcess.start(
                        directory.resolve("instance"),
                        PostwayProcess.onlyDelivering(kafka.bootstrapServers(), 1_024))) {
            source.begin(PER_SECOND);
            DeliveryBenchmark.sleep(WARM_UP_SECONDS);
            millis.clear();
            if (withOther) {
                other.begin(PER_SECOND_HANGING);
            }
            var started = System.nanoTime();
            DeliveryBenchmark.sleep(SECONDS);
            var sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
            var seconds = (System.nanoTime() - started) / 1e9;
            return new Run(sorted.length / seconds, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
        }
    }

    private static long sentAt(String line) {
        var from = line.indexOf(CallbackSource.SENT) + CallbackSource.SENT.length();
        return Long.parseLong(line.substring(from, line.indexOf('&', from)));
    }
}
