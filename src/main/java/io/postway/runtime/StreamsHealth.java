package io.postway.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** Up once the stage's streams have run; partitions that move between instances do not take it down again. */
public final class StreamsHealth implements HealthIndicator {

    private final StreamsBuilderFactoryBean stage;
    private final AtomicBoolean hasRun = new AtomicBoolean();

    public StreamsHealth(StreamsBuilderFactoryBean stage) {
        this.stage = stage;
    }

    @Override
    public Health health() {
        var streams = stage.getKafkaStreams();
        if (streams == null) {
            return Health.down().withDetail("state", "not started").build();
        }
        var state = streams.state();
        if (state == State.RUNNING) {
            hasRun.set(true);
        }
        var isUp = hasRun.get() && state.isRunningOrRebalancing();
        return (isUp ? Health.up() : Health.down()).withDetail("state", state).build();
    }
}
