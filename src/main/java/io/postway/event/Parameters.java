package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A request's parameters by name, decoded, in the order of their first appearance. They travel along untouched; only
 * {@link #value} knows that a value which no sender can have meant is as good as none.
 */
@JsonSerialize(using = Parameters.Serializer.class)
public record Parameters(Map<String, String> byName) {

    /**
     * Macros that the ad network did not replace, in the ways that networks write them: {@code {idfa}},
     * {@code {{idfa}}}, {@code ${idfa}}, {@code [idfa]}, {@code <idfa>}, {@code %%IDFA%%}, {@code __IDFA__}, and those
     * that were percent-encoded twice.
     */
    private static final Pattern MACRO = Pattern.compile(
            "[$#]?\\{{1,2}[\\w .:|-]*}{1,2}|\\[[\\w.:|-]*]|<[\\w.:|-]*>|%%\\w+%%|(?-i:__[A-Z0-9_]+__)"
                    + "|%7B[\\w.:|-]*%7D|%5B[\\w.:|-]*%5D",
            Pattern.CASE_INSENSITIVE);

    /** What a macro begins with: most values do not, and need no closer look. */
    private static final String MACRO_BEGINS_WITH = "$#{[<%_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Parameters {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public static Parameters none() {
        return new Parameters(Map.of());
    }

    /** The value of {@code name}, unless it is missing, blank or an unreplaced macro. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(byName.get(name)).map(String::strip).filter(Parameters::isMeant);
    }

    /** Whether {@code name} was sent and says yes, as {@code 1} or {@code true}. */
    public boolean flag(String name) {
        return value(name)
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                .isPresent();
    }

    private static boolean isMeant(String value) {
        return !value.isEmpty()
                && (MACRO_BEGINS_WITH.indexOf(value.charAt(0)) < 0
                        || !MACRO.matcher(value).matches());
    }

    static final class Serializer extends TextMapSerializer<Parameters> {

        @Override
        Map<String, String> texts(Parameters parameters) {
            return parameters.byName;
        }
    }

    /** Names only: values may be device ids. */
    @Override
    public String toString() {
        return byName.keySet().toString();
    }
}
