package io.postway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SettingsDocumentTest {

    /** Tokens are letters and digits at will, so one may look like a number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5829e06", "1E5", "1e+5", "12", "-5", "+7", "0x1f", "0o17", "0b1", "017", "1_000", "12:30", ".5", "1.",
                ".inf", "null", "true", "no", "~", "abc123", "5829ea6"
            })
    void aTextComesBackAsTheTextItWas(String text) {
        var resources = new LinkedHashMap<String, JsonNode>();
        resources.put("apps/demoshop0001", Json.MAPPER.createObjectNode().put("token", text));

        var yaml = new SettingsDocument(resources).yaml();

        assertThat(SettingsDocument.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                        .resources())
                .isEqualTo(resources);
    }
}
