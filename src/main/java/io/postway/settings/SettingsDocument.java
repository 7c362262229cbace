package io.postway.settings;

import io.postway.event.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * All settings as one file that people can read: resources in YAML, by their path below {@code /api/v1}. What belongs
 * to another comes after it.
 */
public record SettingsDocument(SequencedMap<String, JsonNode> resources) {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new NumbersInQuotes())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    /**
     * @param withSecrets whether what callbacks are signed with is written out; tokens of users and back ends are only
     *     known as hashes
     */
    public static SettingsDocument of(Settings settings, boolean withSecrets) {
        var resources = new LinkedHashMap<String, JsonNode>();
        settings.all()
                .forEach(revision -> revision.value()
                        .map(value -> withSecrets || !(value instanceof Panel panel) ? value : panel.withoutSecrets())
                        .ifPresent(value -> resources.put(revision.path(), Json.MAPPER.valueToTree(value))));
        return new SettingsDocument(resources);
    }

    /** @throws JacksonException if it is not such a file */
    public static SettingsDocument read(InputStream yaml) {
        return new SettingsDocument(YAML.readValue(yaml, new TypeReference<LinkedHashMap<String, JsonNode>>() {}));
    }

    public String yaml() {
        return YAML.writeValueAsString(resources);
    }

    /**
     * The change that makes of {@code settings} what stands here: what is the same already is left out, and of secrets
     * that stand here not, those that are known stay.
     *
     * @param whole whether what does not stand here shall be gone
     * @throws IllegalArgumentException naming the resource that is none, and what of it
     */
    public ObjectNode changes(Settings settings, boolean whole) {
        var changes = Json.MAPPER.createObjectNode();
        resources.forEach((path, json) -> {
            var wanted = wanted(settings, ResourceKey.parse(path), json);
            var stands = settings.at(path).flatMap(Revision::value);
            if (!stands.equals(Optional.of(wanted))) {
                changes.set(path, Json.MAPPER.<JsonNode>valueToTree(wanted));
            }
        });
        if (whole) {
            gone(settings).forEach(changes::putNull);
        }
        return changes;
    }

    private static <R extends Resource> Resource wanted(Settings settings, ResourceKey<R> key, JsonNode json) {
        R value = read(key, json);
        return value instanceof Panel panel
                ? panel.keepingSecretsOf(settings.at(key.path())
                        .flatMap(revision -> revision.as(Panel.class))
                        .map(Versioned::value)
                        .orElseGet(Panel::untouched))
                : value;
    }

    private static <R extends Resource> R read(ResourceKey<R> key, JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(key.path() + " must be an object");
        }
        try {
            return ResourceReader.read(json, key.type());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(key.path() + ": " + Mistake.in(e), e);
        }
    }

    /** What belongs to another goes before it. */
    private List<String> gone(Settings settings) {
        return new ArrayList<>(settings.all()
                        .map(Revision::path)
                        .filter(path -> !resources.containsKey(path))
                        .toList())
                .reversed();
    }
}
