package io.postway.apple;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.apple.Reading.WellFormedPostback;
import io.postway.event.Json;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** The version chooses layout and key: no postback verifies as one of another version. */
class VersionChangeTest {

    private static final SignatureCheck CHECK = SignatureCheck.withApplesKeys();

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("otherVersions")
    void aPostbackVerifiesInItsOwnVersionOnly(Vector vector, String version) {
        var body = withAllThatAnyVersionNeeds(vector).put("version", version);

        var isValid = PostbackReader.read(body) instanceof WellFormedPostback postback
                && CHECK.verify(postback.claims()) instanceof Verdict.Valid;

        assertThat(PostbackReader.read(body)).isInstanceOf(WellFormedPostback.class);
        assertThat(isValid).isFalse();
    }

    /** Otherwise it would be refused before a layout or a key is chosen. */
    private static ObjectNode withAllThatAnyVersionNeeds(Vector vector) {
        return Json.MAPPER
                .createObjectNode()
                .put("campaign-id", 42)
                .put("source-identifier", "5239")
                .put("fidelity-type", 1)
                .put("did-win", true)
                .put("postback-sequence-index", 0)
                .setAll(vector.body());
    }

    private static Stream<Arguments> otherVersions() {
        return Vector.all()
                .filter(vector -> vector.signature().equals("valid"))
                .flatMap(vector -> Stream.of("1.0", "2.0", "2.1", "2.2", "3.0", "4.0", "4.1", "5.0")
                        .filter(version ->
                                !version.equals(vector.body().get("version").stringValue()))
                        .map(version -> Arguments.of(vector, version)));
    }
}
