package io.postway.settings;

import com.fasterxml.uuid.Generators;
import io.postway.event.SettingsChange;
import io.postway.event.Topic;
import io.postway.runtime.Phases;
import io.postway.runtime.Stamps;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import io.postway.runtime.UnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * This instance's copy of all settings, kept up to date from the log, and the one way to change them: propose, then
 * read one's own proposal back to learn whether it holds.
 */
public final class SettingsLog implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SettingsLog.class);

    /** How long an author waits to read the own proposal back. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    private volatile SettingsLedger ledger = new SettingsLedger();
    private final VersionGate gate = new VersionGate();
    private final Map<UUID, CompletableFuture<Outcome>> awaited = new ConcurrentHashMap<>();
    private final Topic<SettingsChange> topic;
    private final TopicWriter writer;
    private final Stamps stamps;
    private final SettingsReader reader;
    private final SettingsMetrics metrics;

    SettingsLog(
            ConsumerFactory<String, byte[]> consumers,
            TopicWriter writer,
            Topic<SettingsChange> topic,
            TopicGate topics,
            SettingsCopy copy,
            InstantSource clock,
            SettingsMetrics metrics) {
        this.topic = topic;
        this.writer = writer;
        this.metrics = metrics;
        this.stamps = new Stamps(clock, () -> latest().version());
        this.reader = new SettingsReader(consumers, topic, topics, copy, new Folding());
    }

    public Settings latest() {
        return ledger.latest();
    }

    /** The settings as they stood at {@code version}, which this instance has read. */
    public Settings asOf(long version) {
        return ledger.asOf(version);
    }

    /**
     * The settings as they stood at {@code version}, once this instance has read that far.
     *
     * @param patience how long to wait for that
     * @throws UnavailableException if it has not by then
     */
    public Settings asOf(long version, Duration patience) {
        if (!gate.awaitVersion(version, patience)) {
            throw new UnavailableException("settings version " + version + " has not been read yet");
        }
        return ledger.asOf(version);
    }

    /** Whether all has been read that stood in the log, or in the copy of it, when this instance started. */
    public boolean isCaughtUp() {
        return gate.isCaughtUp();
    }

    /**
     * Proposes that {@code resource} become {@code value}, and waits for the verdict.
     *
     * @param expectedVersion the version that the author saw; 0: it must not exist yet
     * @param value null: it shall be gone
     * @throws UnavailableException if the proposal may not be durable, or its verdict could not be read
     */
    public Outcome propose(String author, ResourceKey<?> resource, long expectedVersion, @Nullable JsonNode value) {
        return propose(author, resource.path(), expectedVersion, value);
    }

    /**
     * Proposes many resources at once: all of them hold from the same version on, or none.
     *
     * @param expectedVersion {@link Settings#lastChange} as the author saw it
     * @param resources by path; null: it shall be gone
     * @throws UnavailableException as above
     */
    public Outcome proposeAll(String author, long expectedVersion, ObjectNode resources) {
        return propose(author, SettingsLedger.EVERYTHING, expectedVersion, resources);
    }

    private Outcome propose(String author, String path, long expectedVersion, @Nullable JsonNode value) {
        var stamp = stamps.next();
        var changeId = Generators.timeBasedEpochGenerator().generate();
        var change = new SettingsChange(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                changeId,
                author,
                path,
                expectedVersion,
                value);
        var outcome = new CompletableFuture<Outcome>();
        awaited.put(changeId, outcome);
        try {
            writer.writeNow(topic, path, change);
            return await(outcome);
        } finally {
            awaited.remove(changeId);
        }
    }

    private static Outcome await(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new UnavailableException("the change was proposed, but its verdict could not be read in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while waiting for the change's verdict", e);
        }
    }

    private void fold(ConsumerRecord<String, byte[]> entry) {
        var reached = entry.offset() + 1;
        try {
            var change = topic.read(entry.value());
            var outcome = ledger.fold(reached, change);
            metrics.folded(outcome);
            complete(change.changeId(), outcome);
        } catch (RuntimeException e) {
            // Not one of our records; a reader that ended here would end here again after every restart.
            log.warn(
                    "settings.unreadable offset={} cause={}",
                    entry.offset(),
                    e.getClass().getSimpleName());
            metrics.unreadable();
            ledger.skipTo(reached);
        }
        gate.reached(reached);
    }

    private void complete(UUID changeId, Outcome outcome) {
        var waiting = awaited.get(changeId);
        if (waiting != null) {
            waiting.complete(outcome);
        }
    }

    private final class Folding implements SettingsReader.Folding {

        @Override
        public void fold(ConsumerRecord<String, byte[]> entry) {
            SettingsLog.this.fold(entry);
        }

        @Override
        public void known() {
            gate.caughtUp();
        }

        @Override
        public void startOver() {
            ledger = new SettingsLedger();
            gate.startOver();
        }
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public boolean isRunning() {
        return reader.isRunning();
    }

    @Override
    public int getPhase() {
        return Phases.SETTINGS;
    }
}
