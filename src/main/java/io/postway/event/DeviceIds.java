package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A device's ids as one report carries them, normalised; possibly none. They are personal data and never printed. */
public record DeviceIds(@JsonValue Map<DeviceIdType, String> byType) {

    private static final int MAX_LENGTH = 256;

    @JsonCreator
    public DeviceIds {
        var copy = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        copy.putAll(byType);
        byType = Collections.unmodifiableMap(copy);
    }

    /** Reads the ids out of {@code parameters}; unreplaced macros, zeros and texts over 256 characters are none. */
    public static DeviceIds in(Parameters parameters) {
        var found = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        for (DeviceIdType type : DeviceIdType.values()) {
            parameters
                    .value(type.parameter())
                    .filter(raw -> raw.length() <= MAX_LENGTH)
                    .ifPresent(raw -> found.put(type, type.normalise(raw)));
        }
        return new DeviceIds(found);
    }

    /** These ids, and of {@code older} those whose type is not among them. */
    public DeviceIds orElse(DeviceIds older) {
        var merged = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        merged.putAll(older.byType);
        merged.putAll(byType);
        return new DeviceIds(merged);
    }

    public boolean isEmpty() {
        return byType.isEmpty();
    }

    public Optional<String> get(DeviceIdType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Each id as {@code type:value}, unique over types. */
    public Stream<String> keys() {
        return byType.entrySet().stream().map(id -> id.getKey().parameter() + ':' + id.getValue());
    }

    @Override
    public String toString() {
        return byType.keySet().toString();
    }
}
