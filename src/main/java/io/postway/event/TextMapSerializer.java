package io.postway.event;

import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes what is a map of texts as one. Jackson would do the same, but looks for the key's serializer each time anew,
 * which costs more than all the writing.
 */
abstract class TextMapSerializer<T> extends ValueSerializer<T> {

    /** What stands for the key as a property's name. */
    abstract Map<String, String> texts(T value);

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        texts(value).forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
