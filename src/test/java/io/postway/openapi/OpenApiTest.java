package io.postway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.http.ErrorCode;
import io.postway.openapi.CodeMappings.Mapping;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The contract by itself: valid, complete, and true to the code as far as that can be read. */
class OpenApiTest {

    /** What the server shows instead of an error page: nobody asks for it. */
    private static final String ERROR_PAGE = "/error";

    private final ApiDocument document = ApiDocument.read();
    private final ApiSchemas schemas = new ApiSchemas(document);

    @Test
    void theDocumentIsValid() {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed =
                new OpenAPIV3Parser().readContents(Json.MAPPER.writeValueAsString(document.root()), List.of(), options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths())
                .hasSize(document.root().get("paths").size());
    }

    @Test
    void theValidatorWouldSeeAFault() {
        var broken = document.root().toString().replace("\"responses\":{\"200\"", "\"responsez\":{\"200\"");

        assertThat(new OpenAPIV3Parser().readContents(broken, List.of(), null).getMessages())
                .isNotEmpty();
    }

    @Test
    void everyMappingIsDocumentedAndEveryDocumentedPathIsMapped() {
        var mapped = CodeMappings.all().stream()
                .map(Mapping::path)
                .filter(path -> !path.equals(ERROR_PAGE))
                .map(OpenApiTest::withoutNames)
                .collect(Collectors.toSet());
        var documented = document.operations().stream()
                .map(operation -> withoutNames(operation.path()))
                .collect(Collectors.toSet());

        assertThat(documented).isEqualTo(mapped);
    }

    @TestFactory
    Stream<DynamicTest> everyMappingHasTheMethodsThatAreDocumented() {
        return CodeMappings.all().stream()
                .filter(mapping -> !mapping.methods().isEmpty())
                .collect(Collectors.groupingBy(
                        mapping -> withoutNames(mapping.path()),
                        Collectors.flatMapping(
                                mapping -> mapping.methods().stream().map(Enum::name), Collectors.toSet())))
                .entrySet()
                .stream()
                .map(mapped -> DynamicTest.dynamicTest(
                        mapped.getKey(),
                        () -> assertThat(methods(mapped.getKey())).isEqualTo(mapped.getValue())));
    }

    private Set<String> methods(String path) {
        return document.operations().stream()
                .filter(operation -> withoutNames(operation.path()).equals(path))
                .map(ApiOperation::method)
                .collect(Collectors.toSet());
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{\\w+}", "{}").replaceFirst("(.)/$", "$1");
    }

    @Test
    void theCodesAreThoseOfTheCode() {
        assertThat(document.root()
                        .at("/components/schemas/Problem/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly(Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::wireName)
                        .toArray(String[]::new));
    }

    @Test
    void everyAdminOperationSaysItsScopeAndItsRefusals() {
        assertThat(document.adminOperations()).allSatisfy(operation -> {
            assertThat(operation.scope()).as("scope").isPresent();
            assertThat(operation.statuses()).contains("401", "403");
        });
    }

    @Test
    void everyOperationHasExamples() {
        assertThat(document.operations()).allSatisfy(operation -> {
            assertThat(operation.requestBody().stream())
                    .allSatisfy(body -> assertThat(body.examples()).isNotEmpty());
            assertThat(operation.statuses().stream()
                            .map(Integer::valueOf)
                            .flatMap(status -> operation.response(status).stream()))
                    .filteredOn(content -> !content.mediaType().startsWith("image/"))
                    .allSatisfy(content -> assertThat(content.examples()).isNotEmpty());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsWhatItsSchemaSays() {
        return document.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> checkExamples(operation)));
    }

    private void checkExamples(ApiOperation operation) {
        operation
                .parameters()
                .forEach(parameter -> parameter
                        .example()
                        .ifPresent(example -> assertThat(schemas.faults(parameter.schemaPointer(), example))
                                .as(parameter.name())
                                .isEmpty()));
        Stream.concat(
                        operation.requestBody().stream(),
                        operation.statuses().stream()
                                .flatMap(status -> operation.response(Integer.parseInt(status)).stream()))
                .forEach(content -> content.examples()
                        .forEach((name, example) -> assertThat(schemas.faults(content.schemaPointer(), example))
                                .as(content.schemaPointer() + " " + name)
                                .isEmpty()));
    }

    @Test
    void aProblemsExampleHasTheStatusAndTitleOfItsCode() {
        assertThat(document.operations().stream().flatMap(OpenApiTest::problems))
                .allSatisfy(problem -> {
                    var code = ErrorCode.valueOf(problem.get("code").asString().toUpperCase(Locale.ROOT));
                    assertThat(problem.get("status").asInt())
                            .isEqualTo(code.status().value());
                    assertThat(problem.get("title").asString()).isEqualTo(code.title());
                });
    }

    private static Stream<JsonNode> problems(ApiOperation operation) {
        return operation.statuses().stream()
                .flatMap(status -> operation.response(Integer.parseInt(status)).stream()
                        .filter(content -> content.mediaType().equals("application/problem+json"))
                        .flatMap(content -> content.examples().values().stream()
                                .peek(example -> assertThat(
                                                example.get("status").asString())
                                        .isEqualTo(status))));
    }

    /** What stands for something but a link must never become one. */
    @Test
    void noFirstWordOfAPathCanBeALink() {
        assertThat(document.operations().stream()
                        .map(operation -> operation.path().split("/", -1)[1]))
                .noneMatch(LinkToken::isToken);
        assertThat(IntStream.of(1, 2, 3, 4).mapToObj(version -> "v" + version)).noneMatch(LinkToken::isToken);
    }
}
