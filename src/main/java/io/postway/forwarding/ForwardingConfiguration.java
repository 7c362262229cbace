package io.postway.forwarding;

import io.postway.runtime.ConfigFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Configuration(proxyBeanMethods = false)
class ForwardingConfiguration {

    private static final String TEMPLATE = "backinapp.yaml";

    @Bean
    Forwarder forwarder() throws IOException {
        try (var template = ConfigFile.find(TEMPLATE).getInputStream()) {
            var expressions =
                    new YAMLMapper().readValue(template, new TypeReference<LinkedHashMap<String, String>>() {});
            return new Forwarder(Template.parse(expressions));
        }
    }
}
