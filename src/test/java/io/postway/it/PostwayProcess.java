package io.postway.it;

import static org.awaitility.Awaitility.await;

import io.postway.quickstart.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged application in a process of its own, as an operator runs it; can be killed like any other. */
public final class PostwayProcess implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final int LAST_WORDS = 80;

    private final Process process;
    private final Http http;
    private final Http management;
    private final Path directory;

    private PostwayProcess(Process process, Http http, Http management, Path directory) {
        this.process = process;
        this.http = http;
        this.management = management;
        this.directory = directory;
    }

    /**
     * Starts in {@code directory}, and returns at once.
     *
     * @param settings environment variables, besides ports of our choice
     */
    static PostwayProcess launch(Path directory, Map<String, String> settings) {
        var port = FreePort.any();
        var managementPort = FreePort.any();
        var environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
        try {
            Files.createDirectories(directory);
            var builder = new ProcessBuilder(Packaged.command())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("postway.log").toFile()));
            builder.environment().putAll(Packaged.ENVIRONMENT);
            builder.environment().putAll(environment);
            return new PostwayProcess(
                    builder.start(),
                    new Http("http://localhost:" + port),
                    new Http("http://localhost:" + managementPort),
                    directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an instance needs to be told to work on a broker that was started separately, for a partner of ours. */
    static Map<String, String> onBroker(String bootstrapServers, RecordingPartner partner) {
        return Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "POSTWAY_ADMIN_TOKEN",
                AdminApi.TOKEN,
                "POSTWAY_BACKINAPP_ENDPOINT",
                partner.endpoint(),
                "POSTWAY_DELIVERY_ALLOW_PRIVATE_ADDRESSES",
                "true");
    }

    /**
     * What an instance needs to be told to do nothing but deliver.
     *
     * @param maxInFlight attempts under way at one endpoint
     */
    static Map<String, String> onlyDelivering(String bootstrapServers, int maxInFlight) {
        return Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "POSTWAY_ROLES",
                "deliver",
                "POSTWAY_DELIVERY_ALLOW_PRIVATE_ADDRESSES",
                "true",
                "POSTWAY_DELIVERY_ENDPOINT_MAX_IN_FLIGHT",
                String.valueOf(maxInFlight));
    }

    /** Starts, and returns once the instance says that it is ready. */
    static PostwayProcess start(Path directory, Map<String, String> settings) {
        return launch(directory, settings).awaitReady();
    }

    public PostwayProcess awaitReady() {
        return awaitHealth("readiness");
    }

    /**
     * Without Kafka, too, an instance that knows its settings takes requests. It answers a moment before it says so.
     */
    PostwayProcess awaitDoors() {
        return awaitHealth("doors");
    }

    private PostwayProcess awaitHealth(String group) {
        try {
            await(group + " of " + directory)
                    .atMost(START_PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !process.isAlive() || health(group) == 200);
        } catch (ConditionTimeoutException e) {
            var last = askHealth(group).map(HttpResponse::body).orElse("no answer");
            throw new IllegalStateException("Postway did not get up, " + group + ": " + last + lastWords(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("Postway ended by itself." + lastWords());
        }
        return this;
    }

    /** The directory is mostly gone before somebody can look at the log. */
    private String lastWords() {
        try {
            var lines = Files.readAllLines(directory.resolve("postway.log"));
            return "\nThe end of its log:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException e) {
            return "\nIts log cannot be read: " + e;
        }
    }

    private int health(String group) {
        return askHealth(group).map(HttpResponse::statusCode).orElse(0);
    }

    private Optional<HttpResponse<String>> askHealth(String group) {
        return management.tryGet("/actuator/health/" + group);
    }

    long pid() {
        return process.pid();
    }

    /** Whether load balancers may send it requests, as a status; 0: it does not answer, or not yet. */
    int doors() {
        return health("doors");
    }

    public Http http() {
        return http;
    }

    Http management() {
        return management;
    }

    /** The sum of a counter over its tags that contain {@code tag}. */
    double metric(String name, String tag) {
        return management
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
