package io.postway.apple;

import io.postway.event.CoarseValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields that have been read and found well-formed; a field is asked for by the type that its rule guarantees. */
final class Values {

    private final Map<AppleField, JsonNode> values = new HashMap<>();

    void put(AppleField field, JsonNode value) {
        values.put(field, value);
    }

    boolean has(AppleField field) {
        return values.containsKey(field);
    }

    String text(AppleField field) {
        return required(field).stringValue();
    }

    @Nullable
    String textOrNull(AppleField field) {
        return has(field) ? text(field) : null;
    }

    boolean flag(AppleField field) {
        return required(field).booleanValue();
    }

    @Nullable
    Boolean flagOrNull(AppleField field) {
        return has(field) ? flag(field) : null;
    }

    int number(AppleField field) {
        return required(field).intValue();
    }

    @Nullable
    Integer numberOrNull(AppleField field) {
        return has(field) ? number(field) : null;
    }

    long id(AppleField field) {
        return required(field).longValue();
    }

    @Nullable
    Long idOrNull(AppleField field) {
        return has(field) ? id(field) : null;
    }

    @Nullable
    CoarseValue coarseOrNull(AppleField field) {
        return has(field) ? CoarseValue.valueOf(text(field).toUpperCase(Locale.ROOT)) : null;
    }

    private JsonNode required(AppleField field) {
        var value = values.get(field);
        if (value == null) {
            throw new IllegalStateException(field.wireName() + " has not been read");
        }
        return value;
    }
}
