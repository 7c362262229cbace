package io.postway.apple;

import io.postway.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A postback that is known to be Apple's, or known not to be; the file names each one's source.
 *
 * @param signature the verdict as the door answers it
 */
public record Vector(String name, String signature, ObjectNode body) {

    public static Stream<Vector> all() {
        try (var file = Vector.class.getResourceAsStream("/apple/vectors.json")) {
            JsonNode vectors = Json.MAPPER.readTree(file);
            return vectors.valueStream()
                    .map(vector -> new Vector(
                            vector.get("name").stringValue(),
                            vector.get("signature").stringValue(),
                            (ObjectNode) vector.get("body")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Vector named(String name) {
        return all().filter(vector -> vector.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
