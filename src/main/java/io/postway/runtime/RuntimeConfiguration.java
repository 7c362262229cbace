package io.postway.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import java.time.InstantSource;
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
    TopicWriter topicWriter(KafkaTemplate<String, byte[]> kafka) {
        return new TopicWriter(kafka);
    }

    @Bean
    TopicSetup topicSetup(KafkaAdmin kafka, Topics topics, PostwayProperties postway) {
        return new TopicSetup(kafka, topics, postway.topics());
    }

    @Bean
    StreamsStages streamsStages(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            PostwayProperties postway,
            Topics topics,
            MeterRegistry meters) {
        return new StreamsStages(kafka, connection, postway, topics, meters);
    }
}
