package io.postway.console;

import io.postway.runtime.TopicGate;
import io.postway.runtime.UnavailableException;
import java.time.Duration;
import org.springframework.kafka.core.ConsumerFactory;

/** Opens what reads topics for one request. */
final class TopicReaders {

    private final ConsumerFactory<String, byte[]> consumers;
    private final TopicGate gate;

    TopicReaders(ConsumerFactory<String, byte[]> consumers, TopicGate gate) {
        this.consumers = consumers;
        this.gate = gate;
    }

    /**
     * The caller closes it.
     *
     * @param patience how long all reading may take
     * @throws UnavailableException if nobody knows yet whether our topics are there
     */
    TopicRanges open(Duration patience) {
        if (!gate.isOpen()) {
            throw new UnavailableException("our topics have not been found yet");
        }
        return new TopicRanges(consumers, patience);
    }
}
