package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.openapi.ApiDocument;
import io.postway.openapi.ApiOperation;
import io.postway.openapi.ApiOperation.Content;
import io.postway.openapi.ApiSchemas;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Sends what the document says, and holds the answers against it. */
final class Contract {

    private static final String PROBLEM = "application/problem+json";

    private final ApiDocument document = ApiDocument.read();
    private final ApiSchemas schemas = new ApiSchemas(document);
    private final Http http;
    private final Map<String, String> names = new HashMap<>();

    Contract(Http http) {
        this.http = http;
    }

    ApiDocument document() {
        return document;
    }

    /** What stands in the document as {@code printed} is {@code real} here. */
    void call(String printed, String real) {
        names.put(printed, real);
    }

    private String real(String text) {
        var real = text;
        for (var name : names.entrySet()) {
            real = real.replace(name.getKey(), name.getValue());
        }
        return real;
    }

    /** The operation with its examples. */
    HttpResponse<String> send(ApiOperation operation, @Nullable String token) {
        return send(operation, example(operation, "example"), token);
    }

    /** The first one, if there is none with that name. */
    @Nullable
    JsonNode example(ApiOperation operation, String name) {
        return operation
                .requestBody()
                .map(Content::examples)
                .map(examples ->
                        examples.getOrDefault(name, examples.firstEntry().getValue()))
                .map(example -> Json.parse(real(example.toString())))
                .orElse(null);
    }

    /** @param body in JSON, whatever it is sent as; null: none */
    HttpResponse<String> send(ApiOperation operation, @Nullable JsonNode body, @Nullable String token) {
        var request = http.request(path(operation));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (operation.parameters().stream().anyMatch(one -> one.name().equals("If-Match"))) {
            request.header("If-Match", "*");
        }
        var content = operation.requestBody();
        content.ifPresent(form -> request.header("Content-Type", form.mediaType()));
        request.method(
                operation.method(),
                content.isEmpty() || body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(
                                content.get().mediaType().endsWith("form-urlencoded") ? form(body) : body.toString()));
        return http.send(request);
    }

    /** The operation's path, by another method. */
    HttpResponse<String> sendAs(String method, ApiOperation operation) {
        return http.send(http.request(path(operation)).method(method, BodyPublishers.noBody()));
    }

    private String path(ApiOperation operation) {
        var path = operation.path();
        for (var parameter : operation.parameters()) {
            if (parameter.isIn("path")) {
                path = path.replace(
                        "{" + parameter.name() + "}",
                        parameter.example().orElseThrow().asString());
            }
        }
        var query = operation.parameters().stream()
                .filter(parameter -> parameter.isIn("query"))
                .flatMap(parameter -> parameter.example().stream()
                        .map(example -> example.isObject() ? form(example) : pair(parameter.name(), example)))
                .collect(Collectors.joining("&"));
        return real(query.isEmpty() ? path : path + "?" + query);
    }

    private static String form(JsonNode fields) {
        return fields.properties().stream()
                .map(field -> pair(field.getKey(), field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String pair(String name, JsonNode value) {
        return name + "=" + URLEncoder.encode(value.asString(), StandardCharsets.UTF_8);
    }

    /** Whatever the answer is, it is one that the document promises. */
    void check(ApiOperation operation, HttpResponse<String> answer) {
        var status = answer.statusCode();
        assertThat(operation.answersWith(status))
                .as(status + " " + answer.body())
                .isTrue();
        operation
                .responseHeaders(status)
                .forEach((name, schema) -> assertThat(answer.headers().firstValue(name))
                        .as(name)
                        .hasValueSatisfying(value -> assertThat(schemas.faults(schema, header(value)))
                                .as(name + ": " + value)
                                .isEmpty()));
        var contents = operation.response(status);
        if (contents.isEmpty()) {
            assertThat(answer.body()).isEmpty();
        } else {
            var type = answer.headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", "");
            assertThat(contents).extracting(Content::mediaType).contains(type);
            contents.stream().filter(one -> one.mediaType().equals(type)).forEach(one -> checkBody(one, answer.body()));
        }
    }

    private static JsonNode header(String value) {
        return value.matches("[0-9]+") ? Json.parse(value) : Json.MAPPER.valueToTree(value);
    }

    private void checkBody(Content content, String text) {
        var isYaml = content.mediaType().endsWith("yaml");
        if (isYaml || content.mediaType().endsWith("json")) {
            var body = isYaml ? new YAMLMapper().readTree(text) : Json.parse(text);
            assertThat(schemas.faults(content.schemaPointer(), body)).as(text).isEmpty();
            // The contract itself says where null may stand.
            assertThat(body.has("openapi") || nulls(body).findAny().isEmpty())
                    .as("no null in " + text)
                    .isTrue();
        }
    }

    private static Stream<JsonNode> nulls(JsonNode node) {
        return Stream.concat(
                node.valueStream().flatMap(Contract::nulls), Stream.of(node).filter(JsonNode::isNull));
    }

    /** The answer is a problem with this code, of the form that the document says. */
    void checkProblem(ApiOperation operation, HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(operation + " " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(PROBLEM);
        check(operation, answer);
        assertThat(Json.parse(answer.body()).get("code").asString()).isEqualTo(code);
    }
}
