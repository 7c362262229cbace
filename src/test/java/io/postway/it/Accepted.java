package io.postway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the sender of a postback hears once it is kept. */
record Accepted(UUID id, String signature, List<String> warnings) {

    static Accepted from(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var told = (ObjectNode) Json.MAPPER.readTree(answer.body());
        assertThat(told.get("status").stringValue()).isEqualTo("accepted");
        return new Accepted(
                UUID.fromString(told.get("id").stringValue()),
                told.get("signature").stringValue(),
                told.get("warnings").valueStream().map(JsonNode::stringValue).toList());
    }
}
