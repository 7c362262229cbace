package io.postway.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.postway.event.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks values against the document's schemas, stricter than the document: what readers shall overlook in answers,
 * fields that are not documented, must not be there in tests.
 */
public final class ApiSchemas {

    private static final String ID = "https://postway.test/openapi";
    private static final Set<String> OPEN = Set.of("additionalProperties", "unevaluatedProperties");

    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    public ApiSchemas(ApiDocument document) {
        var strict = (ObjectNode) document.root().deepCopy();
        strict.at("/components/schemas").properties().forEach(schema -> {
            // A part of others: they close what it leaves open.
            if (!schema.getKey().endsWith("Fields")) {
                close(schema.getValue());
            }
        });
        strict.get("paths").findValues("schema").forEach(ApiSchemas::close);
        this.registry = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemas(Map.of(ID, Json.MAPPER.writeValueAsString(strict)))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    private static void close(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        if ((object.has("properties") || object.has("allOf")) && OPEN.stream().noneMatch(object::has)) {
            object.put("unevaluatedProperties", false);
        }
        object.path("properties").forEach(ApiSchemas::close);
        close(object.path("items"));
        close(object.path("additionalProperties"));
    }

    /** What of {@code value} breaks the schema at {@code pointer}; none: nothing. */
    public List<String> faults(String pointer, JsonNode value) {
        return schemas
                .computeIfAbsent(pointer, place -> registry.getSchema(SchemaLocation.of(ID + "#" + place)))
                .validate(value)
                .stream()
                .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                .toList();
    }
}
