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
import io.postway.settings.SettingsLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.DELIVER)
class DeliveryConfiguration {

    /** Shorter than an attempt may take: an operator waits for it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String LATER = "delivery-later";

    /**
     * What waits is due in a second at the earliest; ten times as many transactions would cost more than they bring.
     */
    private static final Duration UNHURRIED = Duration.ofMillis(500);

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry meters, InstantSource clock) {
        return new DeliveryMetrics(meters, clock);
    }

    @Bean
    PatientWriter outbox(ProducerFactory<String, byte[]> producers, TopicGate gate) {
        return new PatientWriter(producers, gate);
    }

    @Bean
    PartnerClient guardedClient(DeliveryProperties properties) {
        return new PartnerClient(properties, PartnerRoute.of(properties));
    }

    @Bean
    PartnerClient sandboxClient(DeliveryProperties properties) {
        return new PartnerClient(properties, PartnerRoute.direct(SystemDefaultDnsResolver.INSTANCE));
    }

    @Bean
    Partners partners(
            @Qualifier("guardedClient") PartnerClient guardedClient,
            @Qualifier("sandboxClient") PartnerClient sandboxClient,
            ObjectProvider<Sandbox> sandbox,
            DeliveryProperties properties) {
        var destinations = new Destinations(
                properties.backinappEndpoint(), sandbox.stream().findFirst());
        return new Partners(destinations, guardedClient, sandboxClient);
    }

    @Bean
    Courier courier(
            Partners partners,
            SettingsLog settings,
            Outbox outbox,
            Topics topics,
            DeliveryProperties properties,
            InstantSource clock,
            DeliveryMetrics metrics) {
        return new Courier(
                partners,
                new Endpoints(properties.endpoint(), properties.breaker(), clock, metrics),
                new PartnerPauses(properties.gonePause(), clock),
                new Panels.InSettings(settings),
                new Settlement(outbox, topics, metrics),
                properties,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Bean
    Dispatcher freshCallbacks(Dispatcher.Parts parts, Topics topics) {
        return new Dispatcher(Source.fresh(topics), parts);
    }

    @Bean
    Dispatcher dueCallbacks(Dispatcher.Parts parts, Topics topics) {
        return new Dispatcher(Source.due(topics), parts);
    }

    @Bean
    Dispatcher.Parts dispatcherParts(
            ConsumerFactory<String, byte[]> consumers,
            Topics topics,
            TopicGate gate,
            Courier courier,
            Outbox outbox,
            ForgottenDevices forgotten,
            DeliveryProperties properties,
            DeliveryMetrics metrics) {
        var task = new CallbackTask(topics, courier, outbox, forgotten);
        return new Dispatcher.Parts(consumers, topics, gate, task, metrics, properties.maxInFlight(), GRACE);
    }

    @Bean
    StreamsBuilderFactoryBean deliveryLater(
            StreamsStages stages, Topics topics, DeliveryProperties properties, DeliveryMetrics metrics) {
        return stages.stage(LATER, UNHURRIED, new LaterTopology(topics, properties.maxAge(), metrics)::addTo);
    }

    @Bean
    HealthIndicator deliveryHealthIndicator(@Qualifier("&deliveryLater") StreamsBuilderFactoryBean deliveryLater) {
        return new StreamsHealth(deliveryLater);
    }
}
