package io.postway.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The one JSON dialect of topics and APIs: snake_case, ISO 8601 times, absent instead of null, no duplicate keys. */
public final class Json {

    /** Ignores fields that it does not know, so that an older instance can read what a newer one wrote. */
    public static final JsonMapper MAPPER = inOurDialect(JsonMapper.builder())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** For what we wrote ourselves. */
    private static final JsonMapper OWN =
            own(JsonMapper.builder(), RecordReader.byName()).build();

    private static final ClassValue<ObjectReader> OWN_READERS = new ClassValue<>() {

        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return OWN.readerFor(type);
        }
    };

    private Json() {}

    private static <B extends MapperBuilder<?, B>> B inOurDialect(B mapper) {
        return mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // A flag that is not there is not set.
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(new SimpleModule("times")
                        .addDeserializer(Instant.class, new InstantReader())
                        .addSerializer(Instant.class, new InstantWriter()));
    }

    /**
     * Has {@code mapper} read what our own hand wrote: it repeats no key, and to look for that takes a tenth of the
     * time.
     */
    static <B extends MapperBuilder<?, B>> B own(B mapper, ValueDeserializerModifier records) {
        return inOurDialect(mapper).addModule(new SimpleModule("records").setDeserializerModifier(records));
    }

    /**
     * Reads what {@link #MAPPER} wrote.
     *
     * @throws JacksonException if it is not such a value
     */
    static <T> T readOwn(byte[] json, Class<T> type) {
        return OWN_READERS.get(type).readValue(json);
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
}
