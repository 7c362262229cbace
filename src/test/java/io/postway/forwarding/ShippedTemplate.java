package io.postway.forwarding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What BackInApp's callbacks say where no operator has changed it: {@code config/backinapp.yaml}. */
public final class ShippedTemplate {

    private ShippedTemplate() {}

    public static Template read() {
        return Template.parse(expressions());
    }

    /** Placeholder expressions by parameter name, in the order of the callback. */
    public static Map<String, String> expressions() {
        try {
            return new YAMLMapper()
                    .readValue(
                            Files.readString(Path.of("config", "backinapp.yaml")),
                            new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
