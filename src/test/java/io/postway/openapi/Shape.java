package io.postway.openapi;

import io.postway.event.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A schema with all that it refers to and is composed of in one. */
record Shape(ApiDocument document, ObjectNode node) {

    private static final Map<String, String> SAMPLES = Map.of(
            "integer", "1", "number", "0.5", "string", "\"text\"", "boolean", "true", "array", "[]", "object", "{}");

    static Shape at(ApiDocument document, String pointer) {
        return of(document, document.root().at(pointer));
    }

    private static Shape of(ApiDocument document, JsonNode schema) {
        var whole = Json.MAPPER.createObjectNode();
        merge(document, schema, whole);
        return new Shape(document, whole);
    }

    private static void merge(ApiDocument document, JsonNode schema, ObjectNode whole) {
        if (schema.has("$ref")) {
            merge(document, document.root().at(schema.get("$ref").asString().substring(1)), whole);
        }
        schema.path("allOf").forEach(part -> merge(document, part, whole));
        schema.properties().forEach(keyword -> {
            if (keyword.getKey().equals("properties")) {
                whole.withObjectProperty("properties").setAll((ObjectNode) keyword.getValue());
            } else {
                whole.set(keyword.getKey(), keyword.getValue());
            }
        });
    }

    Map<String, Shape> properties() {
        return node.path("properties").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, property -> of(document, property.getValue())));
    }

    List<String> required() {
        return node.path("required").valueStream().map(JsonNode::asString).toList();
    }

    Optional<Shape> items() {
        return shape("items");
    }

    /** Of an object whose properties have any names. */
    Optional<Shape> values() {
        return shape("additionalProperties");
    }

    private Optional<Shape> shape(String keyword) {
        return Optional.of(node.path(keyword)).filter(JsonNode::isObject).map(schema -> of(document, schema));
    }

    boolean isClosed() {
        return Stream.of("additionalProperties", "unevaluatedProperties")
                .anyMatch(keyword ->
                        node.path(keyword).isBoolean() && !node.get(keyword).asBoolean());
    }

    boolean isReadOnly() {
        return node.path("readOnly").asBoolean(false);
    }

    private Set<String> types() {
        var type = node.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.toSet())
                : Set.of(type.asString(""));
    }

    boolean is(String type) {
        return types().contains(type);
    }

    /** Values that are none of it, itself or one below or above its range; whatever stands inside of it aside. */
    List<JsonNode> wrongValues() {
        var wrongTypes = SAMPLES.entrySet().stream()
                .filter(sample -> !is(sample.getKey()))
                .filter(sample -> !sample.getKey().equals("integer") || !is("number"))
                .map(sample -> Json.parse(sample.getValue()));
        return Stream.of(wrongTypes, wrongNumbers(), wrongTexts(), wrongArrays())
                .flatMap(values -> values)
                .toList();
    }

    private Stream<JsonNode> wrongNumbers() {
        var minimum =
                number("minimum").map(min -> min.subtract(is("integer") ? BigDecimal.ONE : new BigDecimal("0.0001")));
        var maximum = number("maximum").map(max -> max.add(BigDecimal.ONE));
        return Stream.of(minimum, maximum).flatMap(Optional::stream).map(Json.MAPPER::valueToTree);
    }

    private Optional<BigDecimal> number(String keyword) {
        return Optional.ofNullable(node.get(keyword)).map(JsonNode::decimalValue);
    }

    private Stream<JsonNode> wrongTexts() {
        if (!is("string")) {
            return Stream.empty();
        }
        var hasForm = node.has("pattern") || node.has("format") || node.has("enum");
        var tooLong = number("maxLength")
                .map(max -> (node.has("format") ? "https://example.com/" : "") + "x".repeat(max.intValue() + 1));
        return Stream.of(
                        hasForm ? Stream.of("", ":: no such", "§") : Stream.<String>empty(),
                        node.has("minLength") ? Stream.of("", "  ") : Stream.<String>empty(),
                        tooLong.stream())
                .flatMap(texts -> texts)
                .filter(text -> !isRight(text))
                .map(Json.MAPPER::valueToTree);
    }

    private boolean isRight(String text) {
        return node.has("pattern") && text.matches(node.get("pattern").asString()) && !text.isBlank();
    }

    private Stream<JsonNode> wrongArrays() {
        if (!is("array")) {
            return Stream.empty();
        }
        return node.has("minItems")
                ? Stream.of(Json.parse("[null]"), Json.parse("[]"))
                : Stream.of(Json.parse("[null]"));
    }

    /** A value of its type, whatever else it must be. */
    JsonNode sample() {
        return SAMPLES.entrySet().stream()
                .filter(sample -> is(sample.getKey()))
                .map(sample -> Json.parse(sample.getValue()))
                .findFirst()
                .orElseThrow();
    }

    /** A name that a property may have, if they may have any. */
    String sampleName() {
        var names = node.path("propertyNames");
        var listed = names.path("enum").path(0).asString("");
        return listed.isEmpty()
                ? Stream.of("ev0001", "1")
                        .filter(name -> name.matches(names.path("pattern").asString(".*")))
                        .findFirst()
                        .orElseThrow()
                : listed;
    }

    boolean restrictsNames() {
        return node.has("propertyNames");
    }
}
