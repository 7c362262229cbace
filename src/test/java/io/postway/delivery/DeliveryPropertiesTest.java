package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

class DeliveryPropertiesTest {

    private static final String PROXY = "postway.delivery.proxy";

    @Test
    void theDefaultsOfTheClientAreThese() throws IOException {
        var delivery = bind(Map.of());

        assertThat(delivery.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(delivery.responseTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(delivery.attemptTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(delivery.proxy()).isNull();
        assertThat(delivery.allowPrivateAddresses()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy.example:3128", "http://10.0.0.1:80", "http://[::1]:65535"})
    void aProxyIsAHostAndAPort(String proxy) throws IOException {
        assertThat(bind(Map.of(PROXY, proxy)).proxy()).isEqualTo(URI.create(proxy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example:3128",
                "proxy.example",
                "http://proxy.example",
                "https://proxy.example:3128",
                "socks://proxy.example:1080",
                "http://name:word@proxy.example:3128",
                "http://proxy.example:3128/",
                "http://proxy.example:3128?a=1",
                "http://proxy.example:0",
                "http://proxy.example:65536",
                "http://:3128"
            })
    void anythingElseIsRefusedAtTheStart(String proxy) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of(PROXY, proxy)))
                .havingRootCause()
                .withMessage("postway.delivery.proxy must be http://host:port and no more");
    }

    private static DeliveryProperties bind(Map<String, Object> overrides) throws IOException {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("defaults", new FileSystemResource(Path.of("config", "application.yaml")))
                .forEach(environment.getPropertySources()::addFirst);
        environment.getPropertySources().addFirst(new MapPropertySource("overrides", overrides));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment)
                .bind("postway.delivery", DeliveryProperties.class)
                .get();
    }
}
