package io.postway.collect;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.runtime.Stamps;
import io.postway.runtime.TopicWriter;
import io.postway.settings.SettingsLog;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COLLECT)
class CollectConfiguration {

    @Bean
    Intake intake(
            Stamps stamps,
            SettingsLog settings,
            TopicWriter writer,
            Topics topics,
            CollectProperties properties,
            MeterRegistry meters) {
        var refusals = new RefusalBudget(
                properties.refusedPerSource().toBytes(),
                properties.refusedOfStrangers().toBytes());
        return new Intake(stamps, settings, writer, topics, refusals, new CollectMetrics(meters));
    }

    @Bean(destroyMethod = "close")
    HealthIndicator collectHealthIndicator(KafkaAdmin kafka, Topics topics) {
        return new CollectHealth(
                kafka.getConfigurationProperties(), topics.activities().name());
    }
}
