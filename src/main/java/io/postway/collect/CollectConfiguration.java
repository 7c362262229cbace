package io.postway.collect;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.collect.spool.DurableWriter;
import io.postway.collect.visitor.AnonymousNetworks;
import io.postway.collect.visitor.ClientAddress;
import io.postway.collect.visitor.GeoDatabase;
import io.postway.collect.visitor.UserAgents;
import io.postway.collect.visitor.Visitors;
import io.postway.event.Topics;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.runtime.Stamps;
import io.postway.settings.SettingsLog;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COLLECT)
class CollectConfiguration {

    @Bean
    Intake intake(
            RequestReader reader,
            SettingsLog settings,
            DurableWriter writer,
            Topics topics,
            CollectProperties properties,
            MeterRegistry meters) {
        var refusals = new RefusalBudget(
                properties.refusedPerSource().toBytes(),
                properties.refusedOfStrangers().toBytes());
        return new Intake(reader, settings, writer, topics, refusals, new CollectMetrics(meters));
    }

    @Bean
    RequestReader requestReader(Stamps stamps, CollectProperties properties) {
        return new RequestReader(stamps, new ClientAddress(properties.trustedProxies(), properties.proxyHeader()));
    }

    @Bean(destroyMethod = "close")
    GeoDatabase geoDatabase(CollectProperties properties) {
        return GeoDatabase.open(properties.geoDatabase());
    }

    @Bean
    AnonymousNetworks anonymousNetworks(CollectProperties properties) {
        return AnonymousNetworks.read(properties.anonymousNetworks());
    }

    @Bean
    UserAgents userAgents() {
        return new UserAgents();
    }

    @Bean
    Visitors visitors(UserAgents agents, GeoDatabase places) {
        return new Visitors(agents, places);
    }

    @Bean
    HealthIndicator collectHealthIndicator(DurableWriter writer) {
        return new CollectHealth(writer);
    }
}
