package io.postway.quickstart;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param port where the embedded Kafka listens on 127.0.0.1; 0: any that is free */
@ConfigurationProperties("postway.broker")
record BrokerProperties(int port) {

    BrokerProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("postway.broker.port must be 0 to 65535, was: " + port);
        }
    }
}
