package io.postway.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import io.postway.event.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with a resource in JSON, in words for whoever wrote it: which field, and what it should have been. */
public final class Mistake {

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(Integer.class, int.class, Long.class, long.class);

    private static final Map<Class<?>, String> TEXTS = Map.of(
            String.class, "a text",
            URI.class, "a URL as text",
            UUID.class, "a UUID as text",
            Instant.class, "a time as text, such as 2026-01-31T10:00:00Z");

    private Mistake() {}

    /** Such as {@code events[0].revenue must be true or false}. */
    public static String in(JacksonException failure) {
        var field = field(failure);
        return switch (failure.getCause()) {
            // Goes on with the name of one of the object's own fields.
            case BrokenRuleException cause -> join(field, ".", String.valueOf(cause.getMessage()));
            // Said by a value's own constructor, which does not know where it stands.
            case IllegalArgumentException cause
            when failure instanceof ValueInstantiationException ->
                join(field, ": ", String.valueOf(cause.getMessage()));
            case NullPointerException cause -> join(field, ": ", "a value must not be null");
            case null, default -> join(field, " ", inForm(failure));
        };
    }

    private static String join(String field, String glue, String message) {
        return field.isEmpty() ? message : field + glue + message;
    }

    private static String field(JacksonException failure) {
        return failure.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String inForm(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> "is not a field that we know";
            case MismatchedInputException mismatched
            when mismatched.getTargetType() != null -> "must be " + name(mismatched.getTargetType());
            case InputCoercionException coerced
            when coerced.getTargetType() != null -> "must be " + name(coerced.getTargetType());
            default -> "cannot be read";
        };
    }

    private static String name(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> Json.MAPPER.valueToTree(constant).asString())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number of at most " + (type == Long.class || type == long.class ? 64 : 32) + " bits";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return isObject(type) ? "an object" : TEXTS.getOrDefault(type, "a text of the right form");
    }

    /** A token is a record, too, but stands as a text. */
    private static boolean isObject(Class<?> type) {
        return Map.class.isAssignableFrom(type)
                || (type.isRecord()
                        && Arrays.stream(type.getRecordComponents())
                                .noneMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class)));
    }
}
