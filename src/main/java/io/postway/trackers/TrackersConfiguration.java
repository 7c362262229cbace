package io.postway.trackers;

import io.postway.event.Topics;
import io.postway.event.TrackerSeen;
import io.postway.runtime.TopicCopy;
import io.postway.runtime.TopicGate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class TrackersConfiguration {

    @Bean
    TrackerDirectory trackerDirectory() {
        return new TrackerDirectory();
    }

    @Bean
    TopicCopy<TrackerSeen> trackersCopy(
            ConsumerFactory<String, byte[]> consumers, Topics topics, TopicGate gate, TrackerDirectory trackers) {
        return new TopicCopy<>(consumers, topics.trackers(), gate, trackers::fold);
    }
}
