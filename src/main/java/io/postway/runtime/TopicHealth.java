package io.postway.runtime;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down where Kafka has topics that we must not use. While Kafka cannot be reached it is not for the topics to say
 * whether the instance can work: each role's own indicator does.
 */
final class TopicHealth implements HealthIndicator {

    private final TopicGate gate;

    TopicHealth(TopicGate gate) {
        this.gate = gate;
    }

    @Override
    public Health health() {
        var objection = gate.objection();
        return objection == null
                ? Health.up().withDetail("checked", gate.isOpen()).build()
                : Health.down().withDetail("refused", objection).build();
    }
}
