package io.postway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

/**
 * What an endpoint notices of another that hangs: {@value #PER_SECOND} callbacks a second to one that answers in 50 ms,
 * alone; beside {@value #PER_SECOND_HANGING} a second to one that has not answered since the warm-up; and beside one
 * that begins to hang when the measuring does. Runs in turns, each with a new instance and a new broker.
 */
final class IsolationBenchmark {

    private static final int PER_SECOND = 2_000;
    private static final int PER_SECOND_HANGING = 500;
    private static final int ROUNDS = 3;
    private static final int WARM_UP_SECONDS = 60;
    private static final int SECONDS = 30;
    private static final int AFTER_SECONDS = 5;

    private record Run(double perSecond, double median, double p99) {}

    /** In milliseconds since 1970. */
    private record Arrival(long sentAt, long at) {}

    private enum Neighbour {
        NONE("alone"),
        HANGING("beside one that hangs"),
        BEGINNING("beside one that begins to hang");

        private final String title;

        Neighbour(String title) {
            this.title = title;
        }
    }

    private IsolationBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("| | delivered/s | from the topic to the partner, ms: median | p99 |");
        System.out.println("|---|---|---|---|");
        var runs = new EnumMap<Neighbour, List<Run>>(Neighbour.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (var neighbour : Neighbour.values()) {
                var run = run(neighbour);
                runs.computeIfAbsent(neighbour, any -> new ArrayList<>()).add(run);
                print(neighbour.title, run);
            }
        }
        runs.forEach((neighbour, all) -> print(neighbour.title + ", medians", medians(all)));
    }

    private static void print(String what, Run run) {
        System.out.println(String.format(
                Locale.ROOT, "| %s | %,.0f | %.0f | %.0f |", what, run.perSecond(), run.median(), run.p99()));
    }

    private static Run medians(List<Run> runs) {
        return new Run(median(runs, Run::perSecond), median(runs, Run::median), median(runs, Run::p99));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        var sorted = runs.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Run run(Neighbour neighbour) throws IOException {
        var directory = Files.createTempDirectory("isolation-benchmark");
        var arrivals = new ConcurrentLinkedQueue<Arrival>();
        var kafka = BrokerProcess.start(directory.resolve("kafka"));
        try (kafka;
                var partner = new SlowPartner(line -> {
                    if (line.startsWith("GET /hangs")) {
                        return -1;
                    }
                    arrivals.add(new Arrival(sentAt(line), System.currentTimeMillis()));
                    return DeliveryBenchmark.FAST;
                });
                var source = new CallbackSource(kafka.bootstrapServers(), partner.endpoint("/answers"));
                var other = new CallbackSource(kafka.bootstrapServers(), partner.endpoint("/hangs"));
                var instance = PostwayProcess.start(
                        directory.resolve("instance"),
                        PostwayProcess.onlyDelivering(kafka.bootstrapServers(), 1_024))) {
            source.begin(PER_SECOND);
            if (neighbour == Neighbour.HANGING) {
                other.begin(PER_SECOND_HANGING);
            }
            DeliveryBenchmark.sleep(WARM_UP_SECONDS);
            if (neighbour == Neighbour.BEGINNING) {
                other.begin(PER_SECOND_HANGING);
            }
            var from = System.currentTimeMillis();
            DeliveryBenchmark.sleep(SECONDS);
            var to = System.currentTimeMillis();
            DeliveryBenchmark.sleep(AFTER_SECONDS);
            return evaluated(arrivals, from, to);
        }
    }

    /** Of what was put on the topic in that time; what had not arrived long after it counts as worse than all. */
    private static Run evaluated(Collection<Arrival> arrivals, long from, long to) {
        var millis = arrivals.stream()
                .filter(one -> one.sentAt() >= from && one.sentAt() < to)
                .mapToLong(one -> one.at() - one.sentAt())
                .sorted()
                .toArray();
        var sent = PER_SECOND * (to - from) / 1_000;
        var inTime = arrivals.stream()
                .filter(one -> one.sentAt() >= from && one.at() < to)
                .count();
        return new Run(inTime * 1_000.0 / (to - from), place(millis, sent / 2), place(millis, sent * 99 / 100));
    }

    private static double place(long[] sorted, long place) {
        return place < sorted.length ? sorted[(int) place] : Double.POSITIVE_INFINITY;
    }

    private static long sentAt(String line) {
        var from = line.indexOf(CallbackSource.SENT) + CallbackSource.SENT.length();
        return Long.parseLong(line.substring(from, line.indexOf('&', from)));
    }
}
