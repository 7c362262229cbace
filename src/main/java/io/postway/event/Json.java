package io.postway.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The one JSON dialect of topics and APIs: snake_case, ISO 8601 times, absent instead of null, no duplicate keys. */
public final class Json {

    /** Ignores fields that it does not know, so that an older instance can read what a newer one wrote. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A flag that is not there is not set.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantReader()))
            .build();

    /** For what we wrote ourselves: it repeats no key, and to look for that takes a tenth of the reading. */
    private static final ClassValue<ObjectReader> OWN = new ClassValue<>() {

        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return MAPPER.readerFor(type).without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        }
    };

    private Json() {}

    /**
     * Reads what {@link #MAPPER} wrote.
     *
     * @throws JacksonException if it is not such a value
     */
    static <T> T readOwn(byte[] json, Class<T> type) {
        return OWN.get(type).readValue(json);
    }

    /**
     * Reads what strangers wrote.
     *
     * @throws JacksonException if it is not JSON, or holds a number with an exponent that no {@code BigDecimal} has
     */
    public static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (NumberFormatException e) {
            throw new StreamReadException(null, "A number is out of all bounds", e);
        }
    }

    /** As {@link #parse(byte[])}. */
    public static JsonNode parse(String json) {
        return parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads and writes {@code T} as UTF-8 JSON. */
    public static <T> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : MAPPER.writeValueAsBytes(value),
                (topic, bytes) -> bytes == null ? null : readOwn(bytes, type));
    }
}
