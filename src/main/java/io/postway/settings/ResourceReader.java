package io.postway.settings;

import io.postway.event.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Reads what authors write, without mercy. */
public final class ResourceReader {

    /** A field that nobody knows, or a number where a switch belongs, must not look as if it had worked. */
    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfigDefaults(
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addDeserializer(Instant.class, new TimeAsText()))
            .build();

    /** Numbers would be taken for seconds since 1970. */
    private static final class TimeAsText extends ValueDeserializer<Instant> {

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            try {
                return Instant.parse(json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : "");
            } catch (DateTimeParseException e) {
                throw MismatchedInputException.from(json, Instant.class, "no time");
            }
        }
    }

    private ResourceReader() {}

    /** @throws JacksonException if it is none; {@link Mistake} has the words for it */
    public static <R> R read(JsonNode json, Class<R> type) {
        return STRICT.treeToValue(json, type);
    }
}
