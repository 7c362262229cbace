package io.postway.runtime;

import io.postway.event.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closed until our topics are known to be there, as they must be; then open for good. Before that nobody may read or
 * write them: a client's question alone can make a broker create a topic, with as many partitions as it likes.
 */
public final class TopicGate {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile Map<String, String> ids = Map.of();
    private volatile @Nullable String objection;

    /** @param idsByName by which Kafka tells a topic from another one that had its name before */
    void open(Map<String, String> idsByName) {
        ids = Map.copyOf(idsByName);
        objection = null;
        opened.countDown();
    }

    /** It stays closed, and an operator must do something about it. */
    void object(String reason) {
        objection = reason;
    }

    /** Why it stays closed although Kafka can be reached; null: it is open, or Kafka cannot be reached. */
    @Nullable
    String objection() {
        return objection;
    }

    public boolean isOpen() {
        return opened.getCount() == 0;
    }

    /** Waits until it is open; false: the thread was told to end before that. */
    public boolean await(BooleanSupplier running) {
        try {
            while (running.getAsBoolean()) {
                if (opened.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Kafka's id of a topic of ours, once open. */
    public String idOf(Topic<?> topic) {
        var id = ids.get(topic.name());
        if (id == null) {
            throw new IllegalStateException("nothing is known of " + topic.name() + " yet");
        }
        return id;
    }
}
