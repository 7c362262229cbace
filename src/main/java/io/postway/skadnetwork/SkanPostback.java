package io.postway.skadnetwork;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A well-formed SKAdNetwork postback: only fields that its version has, only with values that Apple may send.
 *
 * @param version none: a version above all that Apple has published
 * @param versionText as received; {@code 1.0} where the postback has none
 * @param warnings what was odd but no reason to refuse
 */
public record SkanPostback(
        Optional<Version> version, String versionText, Map<Field, JsonNode> fields, List<String> warnings)
        implements Reading {

    public SkanPostback {
        fields = Collections.unmodifiableMap(new EnumMap<>(fields));
        warnings = List.copyOf(warnings);
    }

    public Optional<String> text(Field field) {
        return value(field).map(JsonNode::stringValue);
    }

    public Optional<Long> integer(Field field) {
        return value(field).map(JsonNode::longValue);
    }

    public Optional<Boolean> flag(Field field) {
        return value(field).map(JsonNode::booleanValue);
    }

    /**
     * The value as it is signed: text byte for byte as received, numbers plain, booleans {@code true} or {@code false}.
     */
    Optional<String> signedText(Field field) {
        return value(field).map(value -> value.isString() ? value.stringValue() : value.toString());
    }

    private Optional<JsonNode> value(Field field) {
        return Optional.ofNullable(fields.get(field));
    }
}
