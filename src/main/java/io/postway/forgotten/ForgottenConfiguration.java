package io.postway.forgotten;

import io.postway.event.Forgotten;
import io.postway.event.Topics;
import io.postway.runtime.TopicCopy;
import io.postway.runtime.TopicGate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class ForgottenConfiguration {

    @Bean
    ForgottenDevices forgottenDevices() {
        return new ForgottenDevices();
    }

    @Bean
    TopicCopy<Forgotten> forgottenCopy(
            ConsumerFactory<String, byte[]> consumers, Topics topics, TopicGate gate, ForgottenDevices forgotten) {
        return new TopicCopy<>(consumers, topics.forgotten(), gate, forgotten::fold);
    }
}
