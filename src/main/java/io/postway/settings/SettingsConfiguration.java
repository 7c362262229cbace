package io.postway.settings;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Stamps;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    SettingsLog settingsLog(
            ConsumerFactory<String, byte[]> consumers,
            TopicWriter writer,
            Topics topics,
            TopicGate gate,
            PostwayProperties postway,
            InstantSource clock,
            MeterRegistry meters) {
        var copy = new SettingsCopy(postway.dataDir().resolve("settings"));
        return new SettingsLog(consumers, writer, topics.settingsLog(), gate, copy, clock, new SettingsMetrics(meters));
    }

    @Bean
    Stamps stamps(InstantSource clock, SettingsLog settings) {
        return new Stamps(clock, () -> settings.latest().version());
    }

    @Bean
    HealthIndicator settingsHealthIndicator(SettingsLog settings) {
        return new SettingsHealth(settings);
    }
}
