package io.postway.collect.skadnetwork;

import io.postway.event.WellFormed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads fields that are not worth losing a postback for: a fault is a warning, and the field counts as absent. */
final class LenientFields {

    /** Only the form that no name of a campaign has. */
    private static final Pattern UNREPLACED_MACRO = Pattern.compile("\\$?\\{[^{}]*}");

    private final ObjectNode body;
    private final List<String> warnings;

    /** @param warnings gets one entry per fault */
    LenientFields(ObjectNode body, List<String> warnings) {
        this.body = body;
        this.warnings = warnings;
    }

    /** The field, or its alias with a warning. */
    Optional<String> text(String name, String alias, int maxLength) {
        if (!body.has(name) && body.has(alias)) {
            warnings.add(alias + " is taken as " + name);
            return text(alias, maxLength);
        }
        return text(name, maxLength);
    }

    Optional<String> text(String name, int maxLength) {
        var value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isNumber()) {
            // Numeric ids are often sent as numbers; their text is what was meant.
            return Optional.of(value.toString());
        }
        if (!value.isString()
                || value.stringValue().length() > maxLength
                || !WellFormed.isWellFormed(value.stringValue())) {
            return ignored(name + " must be text of at most " + maxLength + " characters");
        }
        return UNREPLACED_MACRO.matcher(value.stringValue()).matches()
                ? ignored(name + " is a macro that nobody has replaced")
                : Optional.of(value.stringValue());
    }

    private Optional<String> ignored(String warning) {
        warnings.add(warning + ": ignored");
        return Optional.empty();
    }

    /** Null: the field is missing or empty. */
    @Nullable
    JsonNode find(String name) {
        var value = body.get(name);
        if (value == null || (value.isString() && value.stringValue().isBlank())) {
            return null;
        }
        if (value.isNull()) {
            warnings.add(name + " is null: taken as absent");
            return null;
        }
        return value;
    }
}
