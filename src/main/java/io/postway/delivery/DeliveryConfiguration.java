package io.postway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.runtime.Sandbox;
import io.postway.runtime.StreamsHealth;
import io.postway.runtime.StreamsStages;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import io.postway.settings.SettingsLog;
import java.time.InstantSource;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.DELIVER)
class DeliveryConfiguration {

    private static final String LATER = "delivery-later";

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry meters) {
        return new DeliveryMetrics(meters);
    }

    @Bean
    PatientWriter patientWriter(TopicWriter writer) {
        return new PatientWriter(writer);
    }

    @Bean
    PartnerClient guardedClient(DeliveryProperties properties) {
        return new PartnerClient(
                properties,
                properties.allowPrivateAddresses() ? SystemDefaultDnsResolver.INSTANCE : new AddressGuard());
    }

    @Bean
    PartnerClient sandboxClient(DeliveryProperties properties) {
        return new PartnerClient(properties, SystemDefaultDnsResolver.INSTANCE);
    }

    @Bean
    Courier courier(
            @Qualifier("guardedClient") PartnerClient guardedClient,
            @Qualifier("sandboxClient") PartnerClient sandboxClient,
            ObjectProvider<Sandbox> sandbox,
            SettingsLog settings,
            PatientWriter writer,
            Topics topics,
            DeliveryProperties properties,
            InstantSource clock,
            DeliveryMetrics metrics) {
        var destinations = new Destinations(
                properties.backinappEndpoint(), sandbox.stream().findFirst());
        return new Courier(
                guardedClient, sandboxClient, destinations, settings, writer, topics, properties, clock, metrics);
    }

    @Bean
    Dispatcher dispatcher(
            ConsumerFactory<String, byte[]> consumers,
            Topics topics,
            TopicGate gate,
            Courier courier,
            PatientWriter writer,
            ForgottenDevices forgotten,
            DeliveryProperties properties,
            DeliveryMetrics metrics) {
        var task = new CallbackTask(topics, courier, writer, forgotten);
        return new Dispatcher(consumers, topics, gate, task, metrics, properties.maxInFlight());
    }

    @Bean
    StreamsBuilderFactoryBean deliveryLater(StreamsStages stages, Topics topics) {
        return stages.stage(LATER, new LaterTopology(topics)::addTo);
    }

    @Bean
    HealthIndicator deliveryHealthIndicator(@Qualifier("&deliveryLater") StreamsBuilderFactoryBean deliveryLater) {
        return new StreamsHealth(deliveryLater);
    }
}
