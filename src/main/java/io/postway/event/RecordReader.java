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
 * a buffer, and adapts the constructor's handle anew for each object. A stage reads four records for each activity, so
 * this was a tenth of its time.
 */
final class RecordReader extends ValueDeserializer<Object> {

    private final Class<?> type;

    /** Jackson's own: it knows the components' names and how to read their values. */
    private final BeanDeserializerBase jackson;

    private final MethodHandle constructor;
    private final Object[] absent;
    private SettableBeanProperty[] components = {};
    private @Nullable PropertyNameMatcher names;

    private RecordReader(BeanDeserializerBase jackson) {
        this.type = jackson.handledType();
        this.jackson = jackson;
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        this.constructor = constructor(type, types);
        this.absent = Arrays.stream(types).map(RecordReader::absent).toArray();
    }

    /** Has all records read so, but for those that are written as something else than an object of their components. */
    static ValueDeserializerModifier modifier() {
        return new ValueDeserializerModifier() {

            @Override
            public ValueDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> reader) {
                return reader instanceof BeanDeserializerBase jackson && isPlain(jackson)
                        ? new RecordReader(jackson)
                        : reader;
            }
        };
    }

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
        if (json.hasToken(JsonToken.START_ARRAY)) {
            readByPlace(values, json, context);
            return construct(values, context);
        }
        // After a type's name we begin at the first property.
        var component =
                json.hasToken(JsonToken.START_OBJECT) ? json.nextNameMatch(names) : json.currentNameMatch(names);
        for (; component != PropertyNameMatcher.MATCH_END_OBJECT; component = json.nextNameMatch(names)) {
            json.nextToken();
            if (component >= 0) {
                values[component] = components[component].deserialize(json, context);
            } else if (component == PropertyNameMatcher.MATCH_UNKNOWN_NAME) {
                json.skipChildren();
            } else {
                return context.handleUnexpectedToken(context.constructType(type), json);
            }
        }
        return construct(values, context);
    }

    /**
     * Those at the end that an older hand did not write are absent, those that a newer one has added are left alone.
     */
    private void readByPlace(Object[] values, JsonParser json, DeserializationContext context) {
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i < values.length) {
                values[i] = components[i].deserialize(json, context);
            } else {
                json.skipChildren();
            }
        }
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
