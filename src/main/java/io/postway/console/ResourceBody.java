package io.postway.console;

import io.postway.event.Json;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.settings.Mistake;
import io.postway.settings.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** The bodies that the admin API takes, read without mercy. */
final class ResourceBody {

    /** What an answer may say besides the resource, and a client may send back with it. */
    static final String WARNINGS = "warnings";

    /** A field that nobody knows, or a number where a switch belongs, must not look as if it had worked. */
    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private ResourceBody() {}

    /** @throws ProblemException naming what is wrong with {@code body} */
    static <R> R parse(ObjectNode body, Class<R> type) {
        body.remove(WARNINGS);
        try {
            return STRICT.treeToValue(body, type);
        } catch (JacksonException e) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, Mistake.in(e));
        }
    }

    /** {@code base} with what {@code patch} says, as a body (RFC 7396). */
    static <R extends Resource> ObjectNode patched(R base, ObjectNode patch) {
        return MergePatch.apply(Json.MAPPER.valueToTree(base), patch);
    }
}
