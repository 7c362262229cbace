package io.postway.http;

import io.postway.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code /v3/api-docs}: the contract of everything that stands on the public port, as it is written, for everybody. */
@RestController
class OpenApiController {

    private static final String FILE = "openapi.yaml";
    private static final MediaType YAML = new MediaType("application", "yaml", StandardCharsets.UTF_8);

    /** Made once somebody asks: no start waits for three thousand lines. */
    private final SingletonSupplier<byte[]> json = SingletonSupplier.of(OpenApiController::readJson);

    private static byte[] readJson() {
        return Json.MAPPER.writeValueAsBytes(new YAMLMapper().readValue(readYaml(), JsonNode.class));
    }

    private static byte[] readYaml() {
        try {
            return new ClassPathResource(FILE).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/v3/api-docs")
    ResponseEntity<byte[]> json() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.obtain());
    }

    @GetMapping("/v3/api-docs.yaml")
    ResponseEntity<byte[]> yaml() {
        return ResponseEntity.ok().contentType(YAML).body(readYaml());
    }
}
