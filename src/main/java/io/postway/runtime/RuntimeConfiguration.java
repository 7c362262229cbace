package io.postway.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
class RuntimeConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Topics topics(PostwayProperties postway) {
        return new Topics(postway.topicPrefix());
    }

    @Bean
    TopicWriter topicWriter(KafkaTemplate<String, byte[]> kafka, TopicGate gate) {
        return new TopicWriter(kafka, gate);
    }

    @Bean
    TopicGate topicGate() {
        return new TopicGate();
    }

    @Bean
    TopicStart topicStart(KafkaAdmin kafka, Topics topics, PostwayProperties postway, TopicGate gate) {
        return new TopicStart(new TopicSetup(kafka, topics, postway.topics()), gate);
    }

    @Bean
    HealthIndicator topicsHealthIndicator(TopicGate gate) {
        return new TopicHealth(gate);
    }

    @Bean
    StreamsStages streamsStages(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            PostwayProperties postway,
            Topics topics,
            TopicGate gate,
            @Value("${server.port:8080}") int port,
            MeterRegistry meters) {
        return new StreamsStages(kafka, connection, postway, topics, gate, address(postway, port), meters);
    }

    /** A port that is only known once we listen comes too late. */
    private static Optional<String> address(PostwayProperties postway, int port) {
        var configured = Optional.ofNullable(postway.advertisedAddress());
        return configured.isPresent() || port == 0 ? configured : ownAddress().map(host -> host + ":" + port);
    }

    private static Optional<String> ownAddress() {
        try {
            var host = InetAddress.getLocalHost().getHostAddress();
            return Optional.of(host.contains(":") ? "[" + host + "]" : host);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
