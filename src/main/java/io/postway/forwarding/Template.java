package io.postway.forwarding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which parameters a callback has, and where their values come from: {@code {idfa}} is the value of a placeholder,
 * {@code {idfa||gps_adid}} that of the first that has one. A parameter without a value is left out.
 */
public final class Template {

    private static final Pattern EXPRESSION = Pattern.compile("\\{([A-Za-z0-9_.-]+(?:\\|\\|[A-Za-z0-9_.-]+)*)}");

    private final SequencedMap<String, List<String>> placeholdersByParameter;

    private Template(SequencedMap<String, List<String>> placeholdersByParameter) {
        this.placeholdersByParameter = placeholdersByParameter;
    }

    /**
     * Reads expressions by parameter name, in the order of the callback.
     *
     * @throws IllegalArgumentException naming the parameter whose expression is none, or names an unknown placeholder
     */
    public static Template parse(Map<String, String> expressions) {
        var parsed = new LinkedHashMap<String, List<String>>();
        expressions.forEach((parameter, expression) -> parsed.put(parameter, parse(parameter, expression)));
        return new Template(parsed);
    }

    private static List<String> parse(String parameter, String expression) {
        var match = EXPRESSION.matcher(expression);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "Template: " + parameter + " must look like {a} or {a||b}, was: " + expression);
        }
        var names = Arrays.asList(match.group(1).split("\\|\\|"));
        for (String name : names) {
            if (!Rendering.isPlaceholder(name)) {
                throw new IllegalArgumentException("Template: " + parameter + " names an unknown placeholder: " + name);
            }
        }
        return names;
    }

    boolean has(String parameter) {
        return placeholdersByParameter.containsKey(parameter);
    }

    SequencedMap<String, String> fill(Function<String, Optional<String>> placeholders) {
        var filled = new LinkedHashMap<String, String>();
        placeholdersByParameter.forEach((parameter, names) -> names.stream()
                .flatMap(name -> placeholders.apply(name).stream())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .ifPresent(value -> filled.put(parameter, value)));
        return filled;
    }
}
