package io.postway.collect.visitor;

import io.postway.collect.visitor.RealAgents.RealAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
import ua_parser.Parser;

/**
 * What reading a user agent costs with uap-java, which we use, and with Yauaa: each in a JVM of its own, in turns, five
 * times ({@code mvn -Pbench test}). Told are the time to the first answer, the heap that is held then, and the time per
 * agent once warm, none of them remembered, over the agents of the tests.
 */
public final class UserAgentComparison {

    private static final int ROUNDS = 5;
    private static final int WARM_UP = 30;
    private static final int MEASURED = 30;

    private UserAgentComparison() {}

    private enum Library {
        UAP_JAVA {
            @Override
            Consumer<String> start() {
                var parser = new Parser();
                return agent -> {
                    parser.parseOS(agent);
                    parser.parseDevice(agent);
                };
            }
        },
        YAUAA {
            @Override
            Consumer<String> start() {
                var analyzer = UserAgentAnalyzer.newBuilder()
                        .hideMatcherLoadStats()
                        .withoutCache()
                        .withField("OperatingSystemName")
                        .withField("OperatingSystemVersion")
                        .withField("DeviceClass")
                        .withField("DeviceName")
                        .immediateInitialization()
                        .build();
                return analyzer::parse;
            }
        };

        abstract Consumer<String> start();
    }

    /** Without arguments all of it; with a library's name that one, here. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            measure(Library.valueOf(arguments[0]));
            return;
        }
        Map<Library, List<double[]>> rounds = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Library library : Library.values()) {
                rounds.computeIfAbsent(library, any -> new ArrayList<>()).add(inJvmOfItsOwn(library));
            }
        }
        System.out.println("| median of " + ROUNDS + " | start, ms | heap, MB | per agent, µs |");
        System.out.println("|---|---|---|---|");
        rounds.forEach((library, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f |%n",
                library,
                median(all, 0),
                median(all, 1),
                median(all, 2)));
    }

    private static double[] inJvmOfItsOwn(Library library) throws IOException {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UserAgentComparison.class.getName(),
                        library.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var last = printed.strip().lines().reduce((a, b) -> b).orElseThrow();
        return Stream.of(last.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    }

    private static void measure(Library library) {
        var agents = RealAgents.all().stream()
                .map(RealAgent::userAgent)
                .map(agent -> agent.substring(0, Math.min(agent.length(), UserAgents.MAX_LENGTH)))
                .toList();
        var before = heldBytes();
        var start = System.nanoTime();
        var reader = library.start();
        reader.accept(agents.getFirst());
        var started = System.nanoTime();
        var held = heldBytes() - before;
        readAll(reader, agents, WARM_UP);
        var warm = System.nanoTime();
        readAll(reader, agents, MEASURED);
        var perAgent = (System.nanoTime() - warm) / 1e3 / MEASURED / agents.size();
        System.out.println((started - start) / 1e6 + " " + held / 1e6 + " " + perAgent);
    }

    private static void readAll(Consumer<String> reader, List<String> agents, int times) {
        for (int i = 0; i < times; i++) {
            agents.forEach(reader);
        }
    }

    private static double heldBytes() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double median(List<double[]> rounds, int column) {
        return rounds.stream().mapToDouble(round -> round[column]).sorted().toArray()[rounds.size() / 2];
    }
}
