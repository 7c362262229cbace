package io.postway.quickstart;

import io.postway.runtime.ConfigFile;
import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Sandbox;
import io.postway.settings.SettingsLog;
import java.net.URI;
import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@ConditionalOnQuickstart
class QuickstartConfiguration {

    /** Started before whatever connects to it exists, closed after all of it is gone. */
    @Bean(destroyMethod = "close")
    EmbeddedKafka embeddedKafka(BrokerProperties broker, PostwayProperties postway) {
        return EmbeddedKafka.start(broker.port(), postway.dataDir().resolve("kafka"));
    }

    @Bean
    KafkaConnectionDetails kafkaConnectionDetails(EmbeddedKafka kafka) {
        return () -> List.of(kafka.bootstrapServers());
    }

    @Bean
    DemoSettings demoSettings(SettingsLog settings) {
        return new DemoSettings(settings, ConfigFile.find("demo.yaml"));
    }

    @Bean
    SandboxRequests sandboxRequests(PostwayProperties postway) {
        return new SandboxRequests(postway.dataDir().resolve("sandbox").resolve("backinapp.jsonl"));
    }

    @Bean
    Sandbox sandbox(Environment environment) {
        return () ->
                URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + "/sandbox/backinapp");
    }
}
