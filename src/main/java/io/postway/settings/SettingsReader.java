package io.postway.settings;

import io.postway.event.Topic;
import io.postway.runtime.TopicFollower;
import io.postway.runtime.TopicGate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads the settings log: first what the copy on the disk has of it, then the rest from Kafka, into the copy, too. A
 * copy of another log is thrown away: where Kafka can be reached, before anything was made of it.
 */
final class SettingsReader {

    private static final Logger log = LoggerFactory.getLogger(SettingsReader.class);

    private final Topic<?> topic;
    private final TopicGate gate;
    private final SettingsCopy copy;
    private final Folding folding;
    private final TopicFollower follower;

    /** What is made of the log. */
    interface Folding {

        /** The next record. */
        void fold(ConsumerRecord<String, byte[]> entry);

        /** All has been read that one may start with. */
        void known();

        /** What has been folded was another log's: it never was. */
        void startOver();
    }

    SettingsReader(
            ConsumerFactory<String, byte[]> consumers,
            Topic<?> topic,
            TopicGate gate,
            SettingsCopy copy,
            Folding folding) {
        this.topic = topic;
        this.gate = gate;
        this.copy = copy;
        this.folding = folding;
        this.follower = new TopicFollower(consumers, topic, gate, this::begin, this::read, this::atEnd);
    }

    /** Where Kafka can be reached, the settings are up to date afterwards; else they are as old as the copy. */
    void start() {
        var kafkaIsThere = gate.isOpen();
        if (kafkaIsThere && copy.isOfAnotherThan(gate.idOf(topic))) {
            beginAnew();
        }
        copy.open(entry -> folding.fold(new ConsumerRecord<>(topic.name(), 0, entry.offset(), null, entry.value())));
        if (copy.isComplete()) {
            folding.known();
        }
        follower.start();
        if (kafkaIsThere) {
            follower.awaitEnd();
        } else {
            log.warn("settings.waiting Kafka cannot be reached, {}", hasCopy());
        }
    }

    private String hasCopy() {
        return copy.isComplete()
                ? "and settings are those of the copy up to " + copy.next()
                : "and there is no copy of the settings: not ready until it can";
    }

    void stop() {
        follower.stop();
        copy.close();
    }

    boolean isRunning() {
        return follower.isRunning();
    }

    /** Where to begin in the log that ends at {@code logEnd}. */
    private long begin(long logEnd) {
        // A log that is shorter than its copy has lost records: what other instances read is not what we have.
        if (!copy.isOf(gate.idOf(topic)) || copy.next() > logEnd) {
            beginAnew();
        }
        return copy.next();
    }

    private void beginAnew() {
        if (copy.next() > 0 || copy.isOfAnotherThan(gate.idOf(topic))) {
            log.warn("settings.copy_discarded The copy is of another log than {}, which is read anew", topic.name());
            folding.startOver();
        }
        copy.beginAnew(gate.idOf(topic));
    }

    private void read(ConsumerRecord<String, byte[]> entry) {
        folding.fold(entry);
        copy.append(new CopiedRecord(entry.offset(), entry.value()));
    }

    private void atEnd() {
        copy.complete();
        folding.known();
    }
}
