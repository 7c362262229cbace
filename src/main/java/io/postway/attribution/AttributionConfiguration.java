package io.postway.attribution;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import io.postway.forwarding.Forwarder;
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
class AttributionConfiguration {

    private static final String STAGE = "attribution";

    @Bean
    StreamsBuilderFactoryBean attribution(
            StreamsStages stages,
            Topics topics,
            SettingsLog settings,
            Forwarder forwarder,
            PostwayProperties postway,
            MeterRegistry meters) {
        var patience = postway.streams().settingsPatience();
        var attributor =
                new Attributor(version -> settings.asOf(version, patience), forwarder, new AttributionMetrics(meters));
        return stages.stage(STAGE, new AttributionTopology(topics, attributor)::addTo);
    }

    @Bean
    DeviceReader deviceReader(@Qualifier("&attribution") StreamsBuilderFactoryBean attribution) {
        return new DeviceReader(attribution);
    }

    @Bean
    HealthIndicator attributionHealthIndicator(@Qualifier("&attribution") StreamsBuilderFactoryBean attribution) {
        return new StreamsHealth(attribution);
    }
}
