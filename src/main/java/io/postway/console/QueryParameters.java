package io.postway.console;

import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request's query, read without mercy: a parameter that nobody knows would look as if it had worked.
 *
 * <p>All of its methods throw a {@link ProblemException} that names the parameter.
 */
final class QueryParameters {

    private final Map<String, List<String>> all;

    /** @param known what else comes is refused, as is what comes twice */
    QueryParameters(Map<String, List<String>> all, Set<String> known) {
        all.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw wrong(name + " is not a parameter that we know");
            }
            if (values.size() > 1) {
                throw wrong(name + " must stand there once");
            }
        });
        this.all = all;
    }

    /** Null: it is not there. */
    @Nullable
    String text(String name) {
        var values = all.get(name);
        return values == null ? null : values.getFirst();
    }

    /** @param parser its exception says what the text should have been, without naming it */
    <T> @Nullable T value(String name, Function<String, T> parser) {
        var text = text(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(name + ": " + e.getMessage());
        }
    }

    @Nullable
    Instant time(String name) {
        var text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name + " must be a time such as 2026-01-31T10:00:00Z");
        }
    }

    int number(String name, int min, int max, int otherwise) {
        var text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,9}")) {
            throw unreadable(name + " must be a whole number");
        }
        var number = Integer.parseInt(text);
        if (number < min || number > max) {
            throw wrong(name + " must be " + min + " to " + max);
        }
        return number;
    }

    /** One of those of {@code type}, in lower case. */
    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> wireName(one).equals(text))
                .findFirst()
                .orElseThrow(() -> unreadable(name + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(QueryParameters::wireName)
                                .collect(Collectors.joining(", "))));
    }

    private static String wireName(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static ProblemException unreadable(String message) {
        return new ProblemException(ErrorCode.MALFORMED_REQUEST, message);
    }

    private static ProblemException wrong(String message) {
        return new ProblemException(ErrorCode.INVALID_VALUE, message);
    }
}
