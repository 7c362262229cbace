package io.postway.it;

import io.postway.quickstart.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A broker and a partner, started separately, for as many instances as a test wants. */
final class Cluster implements AutoCloseable {

    private final Path directory;
    private final EmbeddedKafka kafka;
    private final RecordingPartner partner;

    private Cluster(Path directory, EmbeddedKafka kafka, RecordingPartner partner) {
        this.directory = directory;
        this.kafka = kafka;
        this.partner = partner;
    }

    static Cluster start(Path directory) {
        try {
            return new Cluster(directory, EmbeddedKafka.start(0, directory.resolve("kafka")), new RecordingPartner());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an instance with files of its own, and returns at once. */
    PostwayProcess launch(String name) {
        return PostwayProcess.launch(directory.resolve(name), PostwayProcess.onBroker(bootstrapServers(), partner));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    RecordingPartner partner() {
        return partner;
    }

    TopicReader topics() {
        return new TopicReader(bootstrapServers());
    }

    @Override
    public void close() {
        partner.close();
        kafka.close();
    }
}
