package io.postway.runtime;

import io.postway.event.Topic;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * What an instance knows by heart of a topic. It is read to its end before the first request is taken, where Kafka can
 * be reached, and from then on lags behind by what it takes to read a record.
 */
public final class TopicCopy<V> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicCopy.class);

    private final Topic<V> topic;
    private final TopicGate gate;
    private final Consumer<V> fold;
    private final TopicFollower follower;

    /** @param fold takes each record in turn, on a thread of its own */
    public TopicCopy(ConsumerFactory<String, byte[]> consumers, Topic<V> topic, TopicGate gate, Consumer<V> fold) {
        this.topic = topic;
        this.gate = gate;
        this.fold = fold;
        this.follower = new TopicFollower(consumers, topic, gate, end -> 0, this::read, () -> {});
    }

    private void read(ConsumerRecord<String, byte[]> entry) {
        byte @Nullable [] value = entry.value();
        try {
            if (value != null) {
                fold.accept(topic.read(value));
            }
        } catch (RuntimeException e) {
            // Not one of our records; a reader that ended here would end here again after every restart.
            log.warn(
                    "copy.unreadable topic={} offset={} cause={}",
                    topic.name(),
                    entry.offset(),
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void start() {
        follower.start();
        if (gate.isOpen()) {
            follower.awaitEnd();
        } else {
            log.warn("copy.waiting {} is read once Kafka can be reached: nothing of it is known yet", topic.name());
        }
    }

    @Override
    public void stop() {
        follower.stop();
    }

    @Override
    public boolean isRunning() {
        return follower.isRunning();
    }

    @Override
    public int getPhase() {
        return Phases.SETTINGS;
    }
}
