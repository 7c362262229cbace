package io.postway.trackers;

import io.postway.event.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class TrackersConfiguration {

    @Bean
    TrackerDirectory trackerDirectory(ConsumerFactory<String, byte[]> consumers, Topics topics) {
        return new TrackerDirectory(consumers, topics.trackers());
    }
}
