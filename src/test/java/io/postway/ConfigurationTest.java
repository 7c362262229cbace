package io.postway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postway.runtime.PostwayProperties;
import io.postway.runtime.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The shipped defaults, so that none moves and no key is renamed in silence. */
class ConfigurationTest {

    @Test
    void theDefaultsAreThese() throws IOException {
        var postway = bind(Map.of());

        assertThat(postway)
                .isEqualTo(new PostwayProperties(
                        EnumSet.allOf(Role.class),
                        "postway",
                        URI.create("http://localhost:8080"),
                        null,
                        Path.of("data"),
                        new PostwayProperties.Topics(6, (short) 1, 1),
                        new PostwayProperties.Streams(1, 1, Duration.ofMillis(50), Duration.ofSeconds(30))));
    }

    /** Without this, an instance with some roles only would not start: health groups name parts that it lacks. */
    @Test
    void aRoleThatIsOffNeedsNoHealthIndicator() throws IOException {
        var source = new YamlPropertySourceLoader()
                .load("defaults", new FileSystemResource(Path.of("config", "application.yaml")))
                .getFirst();

        assertThat(source.getProperty("management.endpoint.health.validate-group-membership"))
                .isEqualTo(false);
    }

    /** Boot would otherwise believe every private address on some platforms. */
    @Test
    void nobodysForwardedHeadersAreBelievedButThoseOfOurProxies() throws IOException {
        var source = new YamlPropertySourceLoader()
                .load("defaults", new FileSystemResource(Path.of("config", "application.yaml")))
                .getFirst();

        assertThat(source.getProperty("server.forward-headers-strategy")).isEqualTo("none");
    }

    @Test
    void aWrongValueIsNamedWithItsKeyAndItsRule() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("postway.topics.min-insync-replicas", "2")))
                .havingRootCause()
                .withMessage("postway.topics.min-insync-replicas must be 1 to postway.topics.replicas");
    }

    private static PostwayProperties bind(Map<String, Object> overrides) throws IOException {
        var environment = new StandardEnvironment();
        var defaults = new YamlPropertySourceLoader()
                .load("defaults", new FileSystemResource(Path.of("config", "application.yaml")));
        defaults.forEach(environment.getPropertySources()::addFirst);
        environment.getPropertySources().addFirst(new MapPropertySource("overrides", overrides));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bind("postway", PostwayProperties.class).get();
    }
}
