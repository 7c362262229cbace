package io.postway.collect;

import io.postway.collect.spool.DurableWriter;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while what is accepted can be kept: by Kafka, or by this instance's own disk. */
final class CollectHealth implements HealthIndicator {

    private final DurableWriter writer;

    CollectHealth(DurableWriter writer) {
        this.writer = writer;
    }

    @Override
    public Health health() {
        return (writer.accepts() ? Health.up() : Health.down())
                .withDetail("spooled_bytes", writer.waitingBytes())
                .build();
    }
}
