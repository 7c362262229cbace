package io.postway.openapi;

import io.postway.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The contract as it is written, with the ways through it that tests need. */
public record ApiDocument(JsonNode root) {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    public static ApiDocument read() {
        try {
            var yaml = new ClassPathResource("openapi.yaml").getContentAsByteArray();
            // Numbers and texts as they arrive at a reader of the JSON form.
            return new ApiDocument(
                    Json.parse(Json.MAPPER.writeValueAsBytes(new YAMLMapper().readValue(yaml, JsonNode.class))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of the document. */
    public List<ApiOperation> operations() {
        return root.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new ApiOperation(this, path.getKey(), method.getKey())))
                .toList();
    }

    public ApiOperation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Operations of the admin API. */
    public Stream<ApiOperation> adminOperations() {
        return operations().stream().filter(ApiOperation::isAdmin);
    }

    /** Where {@code pointer} leads, references followed to their end: the place, not what stands there. */
    String follow(String pointer) {
        var node = root.at(pointer);
        return node.has("$ref") && node.size() == 1
                ? follow(node.get("$ref").asString().substring(1))
                : pointer;
    }

    /** What stands there, references followed. */
    JsonNode at(String pointer) {
        var node = root.at(follow(pointer));
        return node == null ? MissingNode.getInstance() : node;
    }

    /** {@code name} as one step of a pointer. */
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
