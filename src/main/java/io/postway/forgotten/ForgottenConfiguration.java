package io.postway.forgotten;

import io.postway.event.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class ForgottenConfiguration {

    @Bean
    ForgottenDevices forgottenDevices(ConsumerFactory<String, byte[]> consumers, Topics topics) {
        return new ForgottenDevices(consumers, topics.forgotten());
    }
}
