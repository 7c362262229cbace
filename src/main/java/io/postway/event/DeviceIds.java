package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A device's ids as one report carries them, raw and hashed, normalised; possibly none. They are personal data and
 * never printed.
 */
@JsonSerialize(using = DeviceIds.Serializer.class)
public record DeviceIds(Map<DeviceIdType, String> byType) {

    private static final int MAX_LENGTH = 256;

    /** An {@code idfa} as some networks send it: without its hyphens. */
    private static final String IDFA_SHORT = "idfa_short";

    private static final Pattern ZEROS = Pattern.compile("[0-]+");

    /** What programs write where they have no id; as an id it would make all of them one device. */
    private static final Set<String> NO_IDS = Set.of("null", "(null)", "nil", "none", "undefined", "unknown");

    /** Of a device that has no id, or gives out zeros, some networks send the hash of that. */
    private static final Set<String> HASHED_NOTHING = Arrays.stream(DeviceIdType.values())
            .filter(DeviceIdType::isHash)
            .flatMap(type -> Stream.of("", "00000000-0000-0000-0000-000000000000", zeros(32), zeros(16), zeros(15))
                    .map(type::hashOf))
            .collect(Collectors.toUnmodifiableSet());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceIds {
        var copy = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        copy.putAll(byType);
        byType = Collections.unmodifiableMap(copy);
    }

    /** Reads the ids out of {@code parameters}; unreplaced macros, zeros and texts over 256 characters are none. */
    public static DeviceIds in(Parameters parameters) {
        var found = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        read(parameters, IDFA_SHORT, DeviceIdType.IDFA, found);
        for (DeviceIdType type : DeviceIdType.values()) {
            read(parameters, type.parameter(), type, found);
        }
        return new DeviceIds(found);
    }

    private static void read(Parameters parameters, String name, DeviceIdType type, Map<DeviceIdType, String> found) {
        parameters
                .value(name)
                .filter(sent -> sent.length() <= MAX_LENGTH)
                .map(type::normalise)
                .filter(DeviceIds::isMeant)
                .ifPresent(id -> found.put(type, id));
    }

    private static boolean isMeant(String id) {
        return !id.isEmpty()
                && !ZEROS.matcher(id).matches()
                && !NO_IDS.contains(id.toLowerCase(Locale.ROOT))
                && !HASHED_NOTHING.contains(id);
    }

    private static String zeros(int length) {
        return "0".repeat(length);
    }

    /** Every parameter that names a device. */
    public static Stream<String> parameterNames() {
        return Stream.concat(
                Stream.of(IDFA_SHORT), Arrays.stream(DeviceIdType.values()).map(DeviceIdType::parameter));
    }

    /** These ids, and of {@code older} those whose type is not among them. */
    public DeviceIds orElse(DeviceIds older) {
        if (older.byType.entrySet().containsAll(byType.entrySet())) {
            return older;
        }
        var merged = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        merged.putAll(older.byType);
        merged.putAll(byType);
        return new DeviceIds(merged);
    }

    /** Only those of the types that {@code wanted} takes. */
    public DeviceIds only(Predicate<DeviceIdType> wanted) {
        var kept = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        byType.forEach((type, id) -> {
            if (wanted.test(type)) {
                kept.put(type, id);
            }
        });
        return new DeviceIds(kept);
    }

    /** The same but for those with one of these keys. */
    public DeviceIds without(Set<String> keys) {
        var kept = new EnumMap<DeviceIdType, String>(DeviceIdType.class);
        byType.forEach((type, id) -> {
            if (!keys.contains(key(type, id))) {
                kept.put(type, id);
            }
        });
        return new DeviceIds(kept);
    }

    public boolean isEmpty() {
        return byType.isEmpty();
    }

    public Optional<String> get(DeviceIdType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Whether {@code key} is among {@link #keys}. */
    public boolean contains(String key) {
        for (var id : byType.entrySet()) {
            var type = id.getKey().parameter();
            // Compared in place: this is asked more often than anything else.
            if (key.length() == type.length() + 1 + id.getValue().length()
                    && key.startsWith(type)
                    && key.charAt(type.length()) == ':'
                    && key.endsWith(id.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** What a device with such ids runs; none: they do not tell. */
    public Optional<Platform> platform() {
        if (hasAny(DeviceIdType.IDFA, DeviceIdType.IDFV)) {
            return Optional.of(Platform.IOS);
        }
        return hasAny(DeviceIdType.GPS_ADID, DeviceIdType.FIRE_ADID, DeviceIdType.OAID, DeviceIdType.ANDROID_ID)
                ? Optional.of(Platform.ANDROID)
                : Optional.empty();
    }

    private boolean hasAny(DeviceIdType... types) {
        return Arrays.stream(types).anyMatch(byType::containsKey);
    }

    /** Each id as {@code type:value}, unique over types. */
    public Stream<String> keys() {
        return keys(type -> true);
    }

    private Stream<String> keys(Predicate<DeviceIdType> wanted) {
        return byType.entrySet().stream()
                .filter(id -> wanted.test(id.getKey()))
                .map(id -> key(id.getKey(), id.getValue()));
    }

    /** The same, and every hash under which a network may have sent one of the raw ids. */
    public Stream<String> keysInAllForms() {
        return keysInForms(form -> true);
    }

    /** Of {@link #keysInAllForms} those of the types that {@code wanted} takes: no other hash is made. */
    public Stream<String> keysInForms(Predicate<DeviceIdType> wanted) {
        var hashed = byType.entrySet().stream().flatMap(id -> hashedKeys(id.getKey(), id.getValue(), wanted));
        return Stream.concat(keys(wanted), hashed).distinct();
    }

    /** What stands for these ids once they are erased: for each of them, in every form. */
    public Stream<DeviceDigest> digests(AppToken app) {
        return keysInAllForms().map(key -> DeviceDigest.of(app, key));
    }

    /** One key, and every hash under which a network may have sent its id. */
    public static Stream<String> allFormsOf(String key) {
        var colon = key.indexOf(':');
        var type = DeviceIdType.valueOf(key.substring(0, colon).toUpperCase(Locale.ROOT));
        return Stream.concat(Stream.of(key), hashedKeys(type, key.substring(colon + 1), form -> true));
    }

    private static Stream<String> hashedKeys(DeviceIdType type, String id, Predicate<DeviceIdType> wanted) {
        return type.hashes().stream().filter(wanted).map(hash -> key(hash, hash.hashOf(id)));
    }

    /** What an id is found by: its type and itself. */
    public static String key(DeviceIdType type, String id) {
        return type.parameter() + ':' + id;
    }

    /** See {@link Parameters.Serializer}. */
    static final class Serializer extends TextMapSerializer<DeviceIds> {

        @Override
        Map<String, String> texts(DeviceIds ids) {
            var texts = new LinkedHashMap<String, String>();
            ids.byType.forEach((type, id) -> texts.put(type.parameter(), id));
            return texts;
        }
    }

    @Override
    public String toString() {
        return byType.keySet().toString();
    }
}
