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

    private final SequencedMap<String, List<Function<Rendering, Optional<String>>>> sourcesByParameter;

    private Template(SequencedMap<String, List<Function<Rendering, Optional<String>>>> sourcesByParameter) {
        this.sourcesByParameter = sourcesByParameter;
    }

    /**
     * Reads expressions by parameter name, in the order of the callback.
     *
     * @throws IllegalArgumentException naming the parameter whose expression is none, or names an unknown placeholder
     */
    public static Template parse(Map<String, String> expressions) {
        var parsed = new LinkedHashMap<String, List<Function<Rendering, Optional<String>>>>();
        expressions.forEach((parameter, expression) -> parsed.put(parameter, parse(parameter, expression)));
        return new Template(parsed);
    }

    private static List<Function<Rendering, Optional<String>>> parse(String parameter, String expression) {
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
        return names.stream().map(Rendering::source).toList();
    }

    boolean has(String parameter) {
        return sourcesByParameter.containsKey(parameter);
    }

    SequencedMap<String, String> fill(Rendering callback) {
        var filled = new LinkedHashMap<String, String>();
        sourcesByParameter.forEach((parameter, sources) -> {
            for (var source : sources) {
                var value = source.apply(callback).orElse("");
                if (!value.isEmpty()) {
                    filled.put(parameter, value);
                    break;
                }
            }
        });
        return filled;
    }
}
