package io.postway.it;

import static io.postway.it.AdminApi.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.openapi.ApiOperation;
import io.postway.openapi.MalformedBody;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Each field of each body that the document has, once with each fault that follows from its schema: the answer names
 * the field, in words of JSON.
 */
@ExtendWith(SharedInstance.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiFieldsIT {

    /** Files and postbacks, which have words of their own. */
    private static final Set<String> OTHERS = Set.of("importSettings", "tryPostback");

    private static final String JAVA =
            "(?s).*(java|jackson|postway\\.|Exception|`|\\b(class|int|Integer|Long|String)\\b).*";

    private final AdminApi admin;
    private final Contract contract;

    OpenApiFieldsIT(SharedInstance instance) {
        this.admin = instance.admin();
        this.contract = new Contract(instance.postway().http());
    }

    @BeforeAll
    void makeWhatIsDocumented() {
        contract.call("shoeshop0001", "fieldshop001");
        contract.call("shoes01", "field01");
        contract.call("shoenetwork1", "fieldnetwork");
        contract.call("1111222233", "1111222234");
        for (String id : List.of("createApp", "createLink", "createNetwork")) {
            created(contract.send(contract.document().operation(id), AdminApi.TOKEN));
        }
    }

    /** Two thousand bodies: a test of its own for each would take longer than to send them. */
    @TestFactory
    Stream<DynamicTest> everyMalformedFieldIsNamed() {
        return contract.document()
                .adminOperations()
                .filter(operation -> operation.requestBody().isPresent() && !OTHERS.contains(operation.id()))
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    var bodies = malformed(operation);
                    assertThat(bodies).isNotEmpty();
                    assertThat(bodies.parallelStream().flatMap(body -> poorlyAnswered(operation, body)))
                            .isEmpty();
                }));
    }

    private List<MalformedBody> malformed(ApiOperation operation) {
        // What a resource is replaced by names all of its fields, and is a patch, too.
        var whole = operation.method().equals("PATCH")
                ? contract.document().operations().stream()
                        .filter(one -> one.path().equals(operation.path())
                                && one.method().equals("PUT"))
                        .findFirst()
                        .orElseThrow()
                : operation;
        var right = Objects.requireNonNull(contract.example(whole, "example"));
        return MalformedBody.of(
                contract.document(), operation.requestBody().orElseThrow().schemaPointer(), right);
    }

    private Stream<String> poorlyAnswered(ApiOperation operation, MalformedBody malformed) {
        try {
            var answer = contract.send(operation, malformed.body(), AdminApi.TOKEN);
            contract.checkProblem(operation, answer, 400, "invalid_value");
            assertThat(detail(answer.body())).contains(malformed.field()).doesNotMatch(JAVA);
            return Stream.empty();
        } catch (AssertionError e) {
            return Stream.of(malformed.field() + " in " + malformed.body() + ": " + e.getMessage());
        }
    }

    private static String detail(String body) {
        JsonNode problem = Json.parse(body);
        return problem.get("detail").asString();
    }

    /** Of what is no text in the first place. */
    @TestFactory
    Stream<DynamicTest> everyMalformedParameterIsNamed() {
        return contract.document()
                .adminOperations()
                .flatMap(operation -> operation.parameters().stream()
                        .filter(parameter -> parameter.isIn("query"))
                        .filter(parameter ->
                                !parameter.schema().path("type").asString().equals("string")
                                        || parameter.schema().has("enum"))
                        .map(parameter -> DynamicTest.dynamicTest(operation + "?" + parameter.name(), () -> {
                            var path = operation
                                    .path()
                                    .replace("/api/v1", "")
                                    .replace("{app}", "fieldshop001")
                                    .replace("{id}", "x");
                            var answer = admin.send(
                                    operation.method(), path + "?" + parameter.name() + "=nonsense", "", "*");
                            contract.checkProblem(operation, answer, 400, "malformed_request");
                            assertThat(detail(answer.body()))
                                    .contains(parameter.name())
                                    .doesNotMatch(JAVA);
                        })));
    }

    @Test
    void aFilesFaultIsNamedWithItsResource() {
        assertThat(imported("{\"apps/fieldshop001\":{\"token\":\"fieldshop001\",\"name\":5}}"))
                .isEqualTo("apps/fieldshop001: name must be a text");
        assertThat(imported("{\"apps/fieldshop001\":{\"token\":\"fieldshop001\",\"name\":\"x\",\"nmae\":\"x\"}}"))
                .isEqualTo("apps/fieldshop001: nmae is not a field that we know");
        assertThat(imported("{\"apps/fieldshop001\":null}")).isEqualTo("apps/fieldshop001 must be an object");
        assertThat(imported("5")).isEqualTo("The file must hold resources by their paths.");
    }

    private String imported(String file) {
        var answer = admin.put("/settings?dry_run=true", "*", file);
        contract.checkProblem(contract.document().operation("importSettings"), answer, 400, "invalid_value");
        return detail(answer.body());
    }

    @Test
    void aBodyThatIsNoObjectHearsWhere() {
        var create = contract.document().operation("createApp");
        for (String body : List.of("", "[]", "{\"name\":\"x\",}", "{\"name\":\"x\",\"name\":\"y\"}", "5")) {
            var answer = admin.post("/apps", body);
            contract.checkProblem(create, answer, 400, "malformed_request");
            assertThat(detail(answer.body())).startsWith("The body must be one JSON object");
        }
    }

    @Test
    void whatWasReadMayBeSentBack() {
        for (String path :
                List.of("/apps/fieldshop001", "/apps/fieldshop001/links/field01", "/networks/fieldnetwork")) {
            var read = admin.get(path);
            var same = admin.put(path, admin.etag(path), read.body());

            assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
            assertThat(same.body()).isEqualTo(read.body());
        }
    }

    @Test
    void aTokenThatIsNotThePathsIsAMistake() {
        var answer = admin.patch("/networks/fieldnetwork", "*", "{\"token\":\"someothertoken\"}");

        contract.checkProblem(contract.document().operation("changeNetwork"), answer, 400, "invalid_value");
        assertThat(detail(answer.body())).isEqualTo("token differs from the resource's path");
    }
}
