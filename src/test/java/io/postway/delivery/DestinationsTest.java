package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Callback.Method;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {

    private static final URI PANEL = URI.create("https://panel.example/in");
    private static final URI CONFIGURED = URI.create("https://configured.example/in");
    private static final URI SANDBOX = URI.create("http://127.0.0.1:8080/sandbox/backinapp");

    @Test
    void thePanelComesBeforeTheConfigurationComesBeforeTheSandbox() {
        var ofPanel = Callbacks.callback("c", Method.GET, PANEL, "a=1");
        var plain = Callbacks.callback("c");

        assertThat(new Destinations(CONFIGURED, Optional.of(() -> SANDBOX)).of(ofPanel))
                .contains(PANEL);
        assertThat(new Destinations(CONFIGURED, Optional.of(() -> SANDBOX)).of(plain))
                .contains(CONFIGURED);
        assertThat(new Destinations(null, Optional.of(() -> SANDBOX)).of(plain)).contains(SANDBOX);
        assertThat(new Destinations(null, Optional.empty()).of(plain)).isEmpty();
    }

    @Test
    void onlyTheSandboxesOwnUrlIsExempt() {
        var destinations = new Destinations(null, Optional.of(() -> SANDBOX));

        assertThat(destinations.isSandbox(SANDBOX)).isTrue();
        assertThat(destinations.isSandbox(URI.create("http://127.0.0.1:8080/api/v1/apps")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/in, https://a.example/in?a=1",
        "https://a.example, https://a.example?a=1",
        "https://a.example/in?key=x, https://a.example/in?key=x&a=1",
        "https://a.example/in?, https://a.example/in?a=1"
    })
    void theQueryGoesBehindTheEndpointsOwn(URI endpoint, URI expected) {
        assertThat(Destinations.address(endpoint, Callbacks.callback("c", Method.GET, null, "a=1")))
                .isEqualTo(expected);
        assertThat(Destinations.address(endpoint, Callbacks.callback("c", Method.POST, null, "{}")))
                .isEqualTo(endpoint);
    }
}
