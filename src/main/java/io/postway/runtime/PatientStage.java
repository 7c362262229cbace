package io.postway.runtime;

import java.time.Duration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.CleanupConfig;

/** A stage that starts once our topics are there: at once, or later in the background. */
class PatientStage extends StreamsBuilderFactoryBean {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TopicGate gate;
    private final RepeatedTry background;
    private volatile boolean wanted;

    PatientStage(String name, KafkaStreamsConfiguration configuration, TopicGate gate) {
        super(configuration, new CleanupConfig(false, false));
        this.gate = gate;
        this.background = new RepeatedTry(name, this::tryToStart);
    }

    @Override
    public void start() {
        wanted = true;
        if (gate.isOpen()) {
            super.start();
        } else {
            background.start();
        }
    }

    private boolean tryToStart() {
        if (!gate.isOpen()) {
            return false;
        }
        super.start();
        return true;
    }

    /** What waits can be stopped, too. */
    @Override
    public boolean isRunning() {
        return wanted;
    }

    @Override
    public void stop() {
        wanted = false;
        background.stop(PATIENCE);
        super.stop();
    }
}
