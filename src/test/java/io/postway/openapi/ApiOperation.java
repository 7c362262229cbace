package io.postway.openapi;

import static io.postway.openapi.ApiDocument.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One thing that can be asked for. */
public record ApiOperation(ApiDocument document, String path, String key) {

    /** A parameter with the place of its schema. */
    public record Parameter(String name, String in, JsonNode schema, String schemaPointer, Optional<JsonNode> example) {

        public boolean isIn(String place) {
            return in.equals(place);
        }
    }

    /** A body in one form, with the place of its schema. */
    public record Content(String mediaType, String schemaPointer, SequencedMap<String, JsonNode> examples) {}

    public String method() {
        return key.toUpperCase(Locale.ROOT);
    }

    public String id() {
        return node().get("operationId").asString();
    }

    public boolean isAdmin() {
        return path.startsWith("/api/");
    }

    /** The scope that it needs of a user; empty: none. */
    public Optional<String> scope() {
        return Optional.ofNullable(node().at("/security/0/bearer/0"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
    }

    JsonNode node() {
        return document.root().at(pointer());
    }

    String pointer() {
        return "/paths" + step(path) + step(key);
    }

    /** Those of the path, then its own. */
    public List<Parameter> parameters() {
        return Stream.of("/paths" + step(path) + "/parameters", pointer() + "/parameters")
                .flatMap(list -> IntStream.range(0, document.root().at(list).size())
                        .mapToObj(i -> parameter(document.follow(list + "/" + i))))
                .toList();
    }

    private Parameter parameter(String pointer) {
        var node = document.root().at(pointer);
        return new Parameter(
                node.get("name").asString(),
                node.get("in").asString(),
                document.at(pointer + "/schema"),
                pointer + "/schema",
                Optional.ofNullable(node.get("example")));
    }

    /** What it takes as body; empty: none. */
    public Optional<Content> requestBody() {
        return contents(document.follow(pointer() + "/requestBody")).stream().findFirst();
    }

    /** Whether {@code status} may be its answer. */
    public boolean answersWith(int status) {
        return !responseNode(status).isMissingNode();
    }

    /** The forms that an answer with {@code status} may have; none: it has no body. */
    public List<Content> response(int status) {
        return contents(responsePointer(status));
    }

    public List<String> statuses() {
        return List.copyOf(node().get("responses").propertyNames());
    }

    /** The headers that an answer with {@code status} must have, with the places of their schemas. */
    public Map<String, String> responseHeaders(int status) {
        var headers = new LinkedHashMap<String, String>();
        var pointer = responsePointer(status) + "/headers";
        document.root()
                .at(pointer)
                .propertyNames()
                .forEach(name -> headers.put(name, document.follow(pointer + step(name)) + "/schema"));
        return headers;
    }

    private String responsePointer(int status) {
        return document.follow(pointer() + "/responses/" + status);
    }

    private JsonNode responseNode(int status) {
        return document.root().at(responsePointer(status));
    }

    private List<Content> contents(String pointer) {
        var contents = new ArrayList<Content>();
        document.root().at(pointer + "/content").properties().forEach(content -> {
            var place = pointer + "/content" + step(content.getKey());
            contents.add(new Content(content.getKey(), place + "/schema", examples(content.getValue())));
        });
        return contents;
    }

    private static SequencedMap<String, JsonNode> examples(JsonNode content) {
        var examples = new LinkedHashMap<String, JsonNode>();
        if (content.has("example")) {
            examples.put("example", content.get("example"));
        }
        content.path("examples")
                .properties()
                .forEach(one -> examples.put(one.getKey(), one.getValue().get("value")));
        return examples;
    }

    @Override
    public String toString() {
        return method() + " " + path;
    }
}
