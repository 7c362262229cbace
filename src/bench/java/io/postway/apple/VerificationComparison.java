package io.postway.apple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link VerificationBenchmark} and {@code openssl speed ecdsap256} in turns on this machine, and prints every
 * round, the medians and their ratio: {@code mvn -Pbench test}. Turns, because a machine that others use, too, is
 * faster in one minute than in the next.
 */
public final class VerificationComparison {

    private static final int ROUNDS = 5;
    private static final String OPENSSL = "openssl speed ecdsap256";
    private static final Pattern VERIFICATIONS =
            Pattern.compile("256 bits ecdsa \\(nistp256\\)\\s+\\S+\\s+\\S+\\s+\\S+\\s+(\\S+)");

    private VerificationComparison() {}

    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Map<String, List<Double>> rounds = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            add(rounds, OPENSSL, openssl());
            benchmarks().forEach((name, score) -> add(rounds, name, score));
        }
        print(rounds);
    }

    private static void add(Map<String, List<Double>> rounds, String name, double score) {
        rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(score);
    }

    private static Map<String, Double> benchmarks() throws RunnerException {
        var options = new OptionsBuilder()
                .include(VerificationBenchmark.class.getName())
                .forks(1)
                .threads(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(2)
                .measurementTime(TimeValue.seconds(2))
                .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT)
                .build();
        Map<String, Double> scores = new TreeMap<>();
        new Runner(options)
                .run()
                .forEach(result -> scores.put(
                        result.getPrimaryResult().getLabel(),
                        result.getPrimaryResult().getScore()));
        return scores;
    }

    private static double openssl() throws IOException, InterruptedException {
        var process = new ProcessBuilder("openssl", "speed", "-seconds", "3", "ecdsap256")
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        var found = VERIFICATIONS.matcher(printed);
        if (!found.find()) {
            throw new IllegalStateException("openssl speed printed something else: " + printed);
        }
        return Double.parseDouble(found.group(1));
    }

    private static void print(Map<String, List<Double>> rounds) {
        var yardstick = median(rounds.get(OPENSSL));
        System.out.println("| per second on one core | rounds | median | to OpenSSL |");
        System.out.println("|---|---|---|---|");
        rounds.forEach((name, scores) -> System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.2f |%n",
                name,
                String.join(
                        ", ",
                        scores.stream().map(score -> "%,.0f".formatted(score)).toList()),
                median(scores),
                median(scores) / yardstick));
        System.out.println("Signatures by " + EcdsaProvider.fastest().description() + ", Java "
                + Runtime.version() + ", " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
    }

    private static double median(List<Double> scores) {
        var sorted = scores.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
