package io.postway.runtime;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Opens the gate once our topics are set up. Where Kafka can be reached at the start, that is before anything else
 * starts, and what must not be ends the process. Otherwise the start goes on, and so do we, in the background.
 */
final class TopicStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopicStart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TopicSetup setup;
    private final TopicGate gate;
    private final RepeatedTry background = new RepeatedTry("topics", this::tryAgain);
    private volatile boolean running;

    TopicStart(TopicSetup setup, TopicGate gate) {
        this.setup = setup;
        this.gate = gate;
    }

    @Override
    public void start() {
        running = true;
        try {
            gate.open(setup.setUp());
        } catch (UnavailableException e) {
            log.warn("topics.waiting Kafka cannot be reached, the start goes on without it: {}", e.getMessage());
            background.start();
        }
    }

    private boolean tryAgain() {
        try {
            gate.open(setup.setUp());
            log.info("topics.found Kafka can be reached, and our topics are set up");
            return true;
        } catch (UnavailableException e) {
            log.debug("Kafka cannot be reached yet", e);
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).equals(gate.objection())) {
                log.error("topics.refused Nothing is read or written until this is mended: {}", e.getMessage());
            }
            gate.object(String.valueOf(e.getMessage()));
        }
        return false;
    }

    @Override
    public void stop() {
        running = false;
        background.stop(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Phases.TOPICS;
    }
}
