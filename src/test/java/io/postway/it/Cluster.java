package io.postway.it;

import io.postway.quickstart.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A broker and a partner, started separately, for as many instances as a test wants. */
public final class Cluster implements AutoCloseable {

    private final Path directory;
    private final EmbeddedKafka kafka;
    private final RecordingPartner partner;

    private Cluster(Path directory, EmbeddedKafka kafka, RecordingPartner partner) {
        this.directory = directory;
        this.kafka = kafka;
        this.partner = partner;
    }

    public static Cluster start(Path directory) {
        try {
            return new Cluster(directory, EmbeddedKafka.start(0, directory.resolve("kafka")), new RecordingPartner());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an instance with files of its own, and returns at once. */
    PostwayProcess launch(String name) {
        return launch(name, Map.of());
    }

    /** @param settings further environment variables */
    public PostwayProcess launch(String name, Map<String, String> settings) {
        var environment = new HashMap<>(PostwayProcess.onBroker(bootstrapServers(), partner));
        environment.putAll(settings);
        return PostwayProcess.launch(directory.resolve(name), environment);
    }

    /** Starts several at once, and waits until all of them are ready. */
    List<PostwayProcess> launchAll(String... names) {
        var launched = Stream.of(names).map(this::launch).toList();
        launched.forEach(PostwayProcess::awaitReady);
        return launched;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    RecordingPartner partner() {
        return partner;
    }

    public TopicReader topics() {
        return new TopicReader(bootstrapServers());
    }

    @Override
    public void close() {
        partner.close();
        kafka.close();
    }
}
