package io.postway.skadnetwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.skadnetwork.Verdict.Invalid;
import io.postway.skadnetwork.Verdict.Valid;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Postbacks that are known to be Apple's, or known not to be; each names its source. */
class SignatureVectorsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void knownPostbacksGetTheirKnownVerdict(String name, String signature, ObjectNode body) {
        var reading = PostbackReader.read(body);

        assertThat(reading).isInstanceOf(SkanPostback.class);
        assertThat(SignatureCheck.verify((SkanPostback) reading))
                .isInstanceOf(signature.equals("valid") ? Valid.class : Invalid.class);
    }

    private static Stream<Arguments> vectors() throws IOException {
        try (var file = SignatureVectorsTest.class.getResourceAsStream("/skadnetwork/vectors.json")) {
            JsonNode vectors = Json.MAPPER.readTree(file);
            return vectors.valueStream()
                    .map(vector -> Arguments.of(
                            vector.get("name").stringValue(),
                            vector.get("signature").stringValue(),
                            vector.get("body")));
        }
    }
}
