package io.postway.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a resource in JSON, in words for whoever wrote it: which field, and what it should have been. */
public final class Mistake {

    private Mistake() {}

    /** Such as {@code events[0].revenue must be true or false}. */
    public static String in(JacksonException failure) {
        var field = field(failure);
        return switch (failure.getCause()) {
            // Said by the value's own constructor, which names the fields of its own.
            case IllegalArgumentException cause -> join(field, ": ", String.valueOf(cause.getMessage()));
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
            default -> String.valueOf(failure.getOriginalMessage());
        };
    }

    private static String name(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "a text of the right form";
    }
}
