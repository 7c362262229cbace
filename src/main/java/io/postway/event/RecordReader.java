package io.postway.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;

/**
 * Reads records as Jackson does, but straight into the constructor's arguments: Jackson looks each name up twice, keeps
 * a buffer, and adapts the constructor's handle anew for each object, a quarter of the time of reading an activity.
 */
final class RecordReader extends ValueDeserializer<Object> {

    private final Class<?> type;

    /** Jackson's own: it knows the components' names and how to read their values. */
    private final BeanDeserializerBase jackson;

    /** Whether a record is written as an array of its components, not as an object. */
    private final boolean byPlace;

    private final MethodHandle constructor;
    private final Object[] absent;
    private SettableBeanProperty[] components = {};
    private @Nullable PropertyNameMatcher names;

    private RecordReader(BeanDeserializerBase jackson, boolean byPlace) {
        this.type = jackson.handledType();
        this.jackson = jackson;
        this.byPlace = byPlace;
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        this.constructor = constructor(type, types);
        this.absent = Arrays.stream(types).map(RecordReader::absent).toArray();
    }

    /** Has all records read so that are written as objects of their components. */
    static ValueDeserializerModifier byName() {
        return modifier(false);
    }

    /** Has all records read so that are written as arrays of their components. */
    static ValueDeserializerModifier byPlace() {
        return modifier(true);
    }

    private static ValueDeserializerModifier modifier(boolean byPlace) {
        return new ValueDeserializerModifier() {

            @Override
            public ValueDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> reader) {
                return reader instanceof BeanDeserializerBase jackson && isPlain(jackson)
                        ? new RecordReader(jackson, byPlace)
                        : reader;
            }
        };
    }

    /** Not one that has a way of its own, such as a token, which is a text. */
    private static boolean isPlain(BeanDeserializerBase jackson) {
        var instantiator = jackson.getValueInstantiator();
        return jackson.handledType().isRecord()
                && instantiator.canCreateFromObjectWith()
                && !instantiator.canCreateUsingDelegate()
                && !instantiator.canCreateFromString();
    }

    private static MethodHandle constructor(Class<?> type, Class<?>[] components) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(components);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is no record of ours", e);
        }
    }

    /** What a component is that nobody has written: null, 0 or false. */
    private static @Nullable Object absent(Class<?> component) {
        return Array.get(Array.newInstance(component, 1), 0);
    }

    @Override
    public void resolve(DeserializationContext context) {
        jackson.resolve(context);
        var all = new SettableBeanProperty[absent.length];
        jackson.creatorProperties().forEachRemaining(component -> all[component.getCreatorIndex()] = component);
        components = all;
        names = context.tokenStreamFactory().constructNameMatcher(new ArrayList<Named>(List.of(all)), false);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
        var values = absent.clone();
        var isRecord = byPlace ? readByPlace(values, json, context) : readByName(values, json, context);
        return isRecord ? construct(values, context) : context.handleUnexpectedToken(context.constructType(type), json);
    }

    private boolean readByName(Object[] values, JsonParser json, DeserializationContext context) {
        // After a type's name we begin at the first property.
        var component =
                json.hasToken(JsonToken.START_OBJECT) ? json.nextNameMatch(names) : json.currentNameMatch(names);
        for (; component != PropertyNameMatcher.MATCH_END_OBJECT; component = json.nextNameMatch(names)) {
            if (component == PropertyNameMatcher.MATCH_ODD_TOKEN) {
                return false;
            }
            json.nextToken();
            if (component >= 0) {
                values[component] = components[component].deserialize(json, context);
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    /**
     * Those at the end that an older hand did not write are absent, those that a newer one has added are left alone.
     */
    private boolean readByPlace(Object[] values, JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.START_ARRAY)) {
            return false;
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i < values.length) {
                values[i] = components[i].deserialize(json, context);
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    private Object construct(Object[] values, DeserializationContext context) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException e) {
            throw context.instantiationException(type, e);
        } catch (Throwable e) {
            throw new IllegalStateException("A record's constructor threw what none may", e);
        }
    }
}
