package io.postway.skadnetwork;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Role;
import io.postway.runtime.StreamsHealth;
import io.postway.runtime.StreamsStages;
import io.postway.settings.SettingsLog;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.PROCESS)
class SkanConfiguration {

    private static final String STAGE = "skadnetwork";

    @Bean
    StreamsBuilderFactoryBean skadnetwork(
            StreamsStages stages,
            Topics topics,
            SettingsLog settings,
            PostwayProperties postway,
            MeterRegistry meters) {
        var patience = postway.streams().settingsPatience();
        var counter = new PostbackCounter(version -> settings.asOf(version, patience), new SkanMetrics(meters));
        return stages.stage(STAGE, new SkanTopology(topics, counter)::addTo);
    }

    @Bean
    HealthIndicator skadnetworkHealthIndicator(@Qualifier("&skadnetwork") StreamsBuilderFactoryBean skadnetwork) {
        return new StreamsHealth(skadnetwork);
    }
}
