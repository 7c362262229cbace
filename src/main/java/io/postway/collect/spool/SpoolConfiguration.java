package io.postway.collect.spool;

import io.micrometer.core.instrument.MeterRegistry;
import io.postway.event.Topics;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Role;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COLLECT)
class SpoolConfiguration {

    @Bean
    SpoolMetrics spoolMetrics(MeterRegistry meters) {
        return new SpoolMetrics(meters);
    }

    @Bean(destroyMethod = "close")
    Spool spool(PostwayProperties postway, SpoolProperties properties, InstantSource clock, SpoolMetrics metrics) {
        return new Spool(
                postway.dataDir().resolve("spool"), properties.spoolSize().toBytes(), clock, metrics);
    }

    @Bean(destroyMethod = "close")
    TopicProbe topicProbe(KafkaAdmin kafka, Topics topics, PostwayProperties postway) {
        var written = Set.of(
                topics.activities().name(),
                topics.postbacks().name(),
                topics.rejected().name());
        return new TopicProbe(
                kafka.getConfigurationProperties(), written, postway.topics().minInsyncReplicas());
    }

    @Bean
    DurableWriter durableWriter(TopicWriter writer, TopicGate gate, TopicProbe probe, Spool spool) {
        return new DurableWriter(writer, gate, probe, spool);
    }

    @Bean
    Drainer drainer(
            Spool spool,
            TopicGate gate,
            TopicProbe probe,
            TopicWriter writer,
            ConsumerFactory<String, byte[]> consumers,
            Topics topics,
            InstantSource clock,
            SpoolMetrics metrics) {
        var search = new LogSearch(consumers, topics.named("spool.reader"));
        return new Drainer(spool, gate, probe, writer, search, clock, metrics);
    }
}
