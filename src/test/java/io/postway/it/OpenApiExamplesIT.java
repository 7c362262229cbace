package io.postway.it;

import static io.postway.it.AdminApi.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.event.Json;
import io.postway.openapi.ApiOperation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A walk through all of the document: each example is sent, and each answer is what the document says. */
@ExtendWith(SharedInstance.Resolver.class)
class OpenApiExamplesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What stands in the document for what only answers tell. */
    private static final String TOKEN_ID = "5f3c1b1e-8c1f-4f0e-9b7d-1a2b3c4d5e6f";

    private static final String ACTIVITY_ID = "01a202a5-cc82-735a-80aa-25bc6f571700";

    /** Apple's samples are counted once: other tests want to see that, too. */
    private static final String TRANSACTION_ID = "6aafb7a5-0170-41b5-bbe4-fe71dedf1e30";

    private static final List<String> SETTINGS = List.of(
            "createApp",
            "listApps",
            "readApp",
            "replaceApp",
            "changeApp",
            "createLink",
            "listLinks",
            "readLink",
            "replaceLink",
            "changeLink",
            "readPanel",
            "replacePanel",
            "changePanel",
            "fillEventLinks",
            "readConversionSchemas",
            "replaceConversionSchemas",
            "changeConversionSchemas",
            "createNetwork",
            "listNetworks",
            "readNetwork",
            "replaceNetwork",
            "changeNetwork",
            "createUser",
            "listUsers",
            "readUser",
            "exportSettings",
            "importSettings",
            "readHistory",
            "restoreResource");

    private static final List<String> TRAFFIC = List.of(
            "followLink",
            "askWhereLinkLeads",
            "seeAd",
            "askForImpression",
            "openApp",
            "reportSession",
            "reportEvent",
            "reportEventAsQuery",
            "forwardPostback",
            "forwardPostbackAsQuery",
            "receiveSkadnetworkCopy",
            "receiveAdAttributionKitCopy",
            "tryPostback",
            "receiveInSandbox",
            "readOpenApi",
            "readOpenApiYaml");

    private static final List<String> OUTCOMES = List.of(
            "readDevice",
            "readActivity",
            "tryCallback",
            "listDeliveries",
            "listDeadLetters",
            "listRejected",
            "replayDeadLetters");

    private static final List<String> TOKENS =
            List.of("createS2sToken", "listS2sTokens", "readS2sToken", "forgetDevice", "revokeS2sToken");

    private static final List<String> END =
            List.of("listSandboxRequests", "clearSandboxRequests", "removeUser", "deleteNetwork", "deleteApp");

    private final AdminApi admin;
    private final Contract contract;
    private final Map<String, String> users = new HashMap<>();

    OpenApiExamplesIT(SharedInstance instance) {
        this.admin = instance.admin();
        this.contract = new Contract(instance.postway().http());
    }

    @Test
    void everyOperationIsOnTheWalk() {
        assertThat(contract.document().operations())
                .extracting(ApiOperation::id)
                .containsExactlyInAnyOrderElementsOf(List.of(SETTINGS, TRAFFIC, OUTCOMES, TOKENS, END).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    /** Each by a user who has its scope and no other. */
    @Test
    void everyExampleIsAnsweredAsTheDocumentSays() {
        users.putAll(List.of("read", "write", "admin").stream()
                .collect(Collectors.toMap(Function.identity(), this::userWith)));
        contract.call(TRANSACTION_ID, UUID.randomUUID().toString());
        SETTINGS.forEach(this::walk);
        TRAFFIC.forEach(this::walk);
        awaitOutcomes();
        OUTCOMES.forEach(this::walk);
        walkWithToken();
        END.forEach(this::walk);
    }

    private String userWith(String scope) {
        var user =
                created(admin.post("/users", "{\"name\":\"walks.to.%s\",\"scopes\":[\"%s\"]}".formatted(scope, scope)));
        return text(user, "/token");
    }

    private void awaitOutcomes() {
        var device = contract.document().operation("readDevice");
        var answer = await().atMost(PATIENCE).until(() -> send(device, null), one -> one.statusCode() == 200);
        contract.call(ACTIVITY_ID, text(answer, "/device/credited_by"));
        var activity = contract.document().operation("readActivity");
        await().atMost(PATIENCE)
                .until(
                        () -> send(activity, null),
                        one -> !Json.parse(one.body()).path("attempts").isEmpty());
    }

    private void walkWithToken() {
        var made = walk("createS2sToken");
        contract.call(TOKEN_ID, text(made, "/id"));
        users.put("back end", text(made, "/token"));
        TOKENS.stream().skip(1).forEach(this::walk);
    }

    /** With each example of its body. */
    private HttpResponse<String> walk(String id) {
        var operation = contract.document().operation(id);
        var names = operation
                .requestBody()
                .map(body -> List.copyOf(body.examples().keySet()))
                .orElse(List.of("none"));
        return names.stream()
                .map(name -> checked(operation, send(operation, contract.example(operation, name))))
                .toList()
                .getFirst();
    }

    private HttpResponse<String> send(ApiOperation operation, @Nullable JsonNode body) {
        return contract.send(operation, body, operation.scope().map(users::get).orElse(users.get("back end")));
    }

    private HttpResponse<String> checked(ApiOperation operation, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isLessThan(400);
        contract.check(operation, answer);
        return answer;
    }

    private static String text(HttpResponse<String> answer, String pointer) {
        return Json.parse(answer.body()).at(pointer).asString();
    }
}
