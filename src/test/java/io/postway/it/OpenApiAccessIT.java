package io.postway.it;

import static io.postway.it.AdminApi.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.openapi.ApiOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what, for every operation of the admin API that the document has. */
@ExtendWith(SharedInstance.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiAccessIT {

    private static final List<String> SCOPES = List.of("read", "write", "admin");

    private final AdminApi admin;
    private final Contract contract;

    OpenApiAccessIT(SharedInstance instance) {
        this.admin = instance.admin();
        this.contract = new Contract(instance.postway().http());
    }

    private String backEnd = "";
    private Map<String, String> everybodyBut = Map.of();

    @BeforeAll
    void makeTokens() {
        created(admin.post("/apps", "{\"token\":\"accesshop001\",\"name\":\"Access\"}"));
        var token = created(
                admin.post("/apps/accesshop001/s2s_tokens", "{\"name\":\"back end\",\"scopes\":[\"sessions\"]}"));
        backEnd = Json.parse(token.body()).get("token").asString();
        everybodyBut = SCOPES.stream().collect(Collectors.toMap(Function.identity(), this::userWithout));
    }

    private String userWithout(String scope) {
        var others = SCOPES.stream().filter(one -> !one.equals(scope)).toList();
        var user = created(
                admin.post("/users", Json.MAPPER.writeValueAsString(Map.of("name", "not." + scope, "scopes", others))));
        return Json.parse(user.body()).get("token").asString();
    }

    @TestFactory
    Stream<DynamicTest> whoeverIsUnknownIsRefused() {
        return each(operation -> {
            var withoutToken = contract.send(operation, null);
            contract.checkProblem(operation, withoutToken, 401, "unauthorized");
            contract.checkProblem(operation, contract.send(operation, "nobodys-token"), 401, "unauthorized");
            contract.checkProblem(operation, contract.send(operation, ""), 401, "unauthorized");
        });
    }

    @TestFactory
    Stream<DynamicTest> anAppsBackEndHasNoBusinessHere() {
        return each(operation -> contract.checkProblem(operation, contract.send(operation, backEnd), 403, "forbidden"));
    }

    @TestFactory
    Stream<DynamicTest> whoeverLacksTheScopeIsRefusedWhateverElseTheyMay() {
        return each(operation -> {
            var token = everybodyBut.get(operation.scope().orElseThrow());
            contract.checkProblem(operation, contract.send(operation, token), 403, "forbidden");
        });
    }

    /** The public doors ask nobody for a user's token. */
    @TestFactory
    Stream<DynamicTest> otherMethodsAreRefusedAndTheRightOnesNamed() {
        return contract.document().operations().stream()
                .filter(operation -> !operation.isAdmin())
                .filter(operation -> !operation.path().startsWith("/sandbox"))
                .collect(Collectors.groupingBy(ApiOperation::path))
                .entrySet()
                .stream()
                .map(path -> DynamicTest.dynamicTest(path.getKey(), () -> {
                    var answer = contract.sendAs("PATCH", path.getValue().getFirst());
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(405);
                    var allowed = answer.headers().firstValue("Allow").orElseThrow();
                    assertThat(Arrays.stream(allowed.split(", ?", -1)).filter(method -> !method.equals("OPTIONS")))
                            .containsAll(path.getValue().stream()
                                    .map(ApiOperation::method)
                                    .toList());
                }));
    }

    private Stream<DynamicTest> each(Consumer<ApiOperation> check) {
        return contract.document()
                .adminOperations()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> check.accept(operation)));
    }
}
