package io.postway.http;

import io.postway.event.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code /v3/api-docs}: the contract of everything that stands on the public port, as it is written, for everybody. */
@RestController
class OpenApiController {

    private static final String FILE = "openapi.yaml";
    private static final MediaType YAML = new MediaType("application", "yaml", StandardCharsets.UTF_8);

    private final byte[] yaml;
    private final byte[] json;

    OpenApiController() throws IOException {
        this.yaml = new ClassPathResource(FILE).getContentAsByteArray();
        this.json = Json.MAPPER.writeValueAsBytes(new YAMLMapper().readValue(yaml, JsonNode.class));
    }

    @GetMapping("/v3/api-docs")
    ResponseEntity<byte[]> json() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
    }

    @GetMapping("/v3/api-docs.yaml")
    ResponseEntity<byte[]> yaml() {
        return ResponseEntity.ok().contentType(YAML).body(yaml);
    }
}
