package io.postway.apple;

import io.postway.event.WellFormed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is wrong with a body, all of it at once: faults make it no postback, warnings do not. */
final class Findings {

    private static final int SHOWN_CHARACTERS = 64;

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    void fault(String field, String rule, @Nullable JsonNode value) {
        faults.add(new Fault(field, rule, shown(value)));
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void warnWhere(boolean odd, String warning) {
        if (odd) {
            warn(warning);
        }
    }

    boolean areFatal() {
        return !faults.isEmpty();
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "absent";
        }
        var text = value.toString();
        return WellFormed.of(text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…");
    }
}
