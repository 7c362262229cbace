package io.postway.runtime;

import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** What a consumer is told that keeps its positions to itself: nothing is committed, nobody shares the work. */
public final class OwnPositions {

    private OwnPositions() {}

    /** @param isolation whether to see what is not committed, or will never be */
    public static Properties reading(IsolationLevel isolation) {
        var overrides = new Properties();
        overrides.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        overrides.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.name().toLowerCase(Locale.ROOT));
        return overrides;
    }
}
