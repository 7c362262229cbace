package io.postway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Spring, nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
class PostwayApplication {

    static void main(String[] args) {
        SpringApplication.run(PostwayApplication.class, args);
    }
}
