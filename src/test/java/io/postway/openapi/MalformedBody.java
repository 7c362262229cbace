package io.postway.openapi;

import io.postway.event.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body with one fault.
 *
 * @param field the name that must stand in the answer
 */
public record MalformedBody(String field, JsonNode body) {

    private static final String UNKNOWN = "no_such_field";

    /**
     * Every fault that follows from a schema, each in a body that is right but for it.
     *
     * @param right an object
     */
    public static List<MalformedBody> of(ApiDocument document, String schemaPointer, JsonNode right) {
        var found = new ArrayList<MalformedBody>();
        new Walk(right, found).object(Shape.at(document, schemaPointer), Place.TOP);
        return found;
    }

    /**
     * Where a value stands.
     *
     * @param steps names and indices
     * @param words the same for people; an element of a list is called by the list's name
     */
    private record Place(List<Object> steps, String words) {

        static final Place TOP = new Place(List.of(), "");

        Place property(String name) {
            return new Place(and(name), words.isEmpty() ? name : words + "." + name);
        }

        Place element(boolean isObject) {
            return new Place(and(0), isObject ? words + "[0]" : words);
        }

        private List<Object> and(Object step) {
            return Stream.concat(steps.stream(), Stream.of(step)).toList();
        }

        /** {@code whole} with {@code value} here; null: with nothing here. */
        JsonNode in(JsonNode whole, JsonNode value) {
            var copy = whole.deepCopy();
            var parent = copy;
            for (int i = 0; i < steps.size() - 1; i++) {
                parent = child(parent, steps.get(i), steps.get(i + 1));
            }
            switch (steps.getLast()) {
                case String name -> ((ObjectNode) parent).set(name, value);
                case Integer index -> ((ArrayNode) parent).removeAll().add(value);
                default -> throw new IllegalStateException();
            }
            return copy;
        }

        /** Of what stands here, if anything does. */
        Optional<String> firstName(JsonNode whole) {
            var found = whole;
            for (Object step : steps) {
                found = step instanceof String name ? found.path(name) : found.path(0);
            }
            return found.propertyNames().stream().findFirst();
        }

        JsonNode without(JsonNode whole) {
            var copy = in(whole, Json.MAPPER.nullNode());
            var parent = copy;
            for (int i = 0; i < steps.size() - 1; i++) {
                parent = child(parent, steps.get(i), steps.get(i + 1));
            }
            ((ObjectNode) parent).remove(String.valueOf(steps.getLast()));
            return copy;
        }

        private static JsonNode child(JsonNode parent, Object step, Object next) {
            var made = next instanceof String ? Json.MAPPER.createObjectNode() : Json.MAPPER.createArrayNode();
            return switch (parent) {
                case ObjectNode object
                when !object.path(String.valueOf(step)).isContainer() ->
                    object.set(String.valueOf(step), made).get(String.valueOf(step));
                case ArrayNode array
                when array.isEmpty() || !array.get(0).isContainer() ->
                    array.removeAll().add(made).get(0);
                default -> step instanceof String name ? parent.get(name) : parent.get(0);
            };
        }
    }

    private record Walk(JsonNode right, Collection<MalformedBody> found) {

        private void add(Place place, JsonNode value) {
            found.add(new MalformedBody(place.words(), place.in(right, value)));
        }

        void value(Shape shape, Place place) {
            shape.wrongValues().forEach(wrong -> add(place, wrong));
            shape.items().ifPresent(item -> value(item, place.element(item.is("object"))));
            object(shape, place);
        }

        void object(Shape shape, Place place) {
            shape.properties().forEach((name, property) -> {
                if (!property.isReadOnly()) {
                    value(property, place.property(name));
                }
            });
            shape.required().stream()
                    .filter(name -> shape.properties().containsKey(name))
                    .map(place::property)
                    .forEach(missing -> found.add(new MalformedBody(missing.words(), missing.without(right))));
            if (shape.isClosed()) {
                add(place.property(UNKNOWN), Json.parse("1"));
            }
            shape.values().ifPresent(value -> values(shape, value, place));
        }

        private void values(Shape shape, Shape value, Place place) {
            var property = place.property(place.firstName(right).orElseGet(shape::sampleName));
            value(value, property);
            if (!value.is("null")) {
                add(property, Json.MAPPER.nullNode());
            }
            if (shape.restrictsNames()) {
                found.add(new MalformedBody(place.words(), place.property("§").in(right, value.sample())));
            }
        }
    }
}
