package io.postway.attribution;

import io.postway.event.Parameters;
import io.postway.event.Session;
import io.postway.event.Visitor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What two reports of one device have in common where neither has an id: address, system, its version and the type of
 * device (Adjust, S2S developer guide). Whoever lacks one of them, or the device's name, is like nobody.
 */
final class Likeness {

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9}))?.*");

    private Likeness() {}

    static Optional<String> of(Visitor visitor) {
        return of(
                visitor.ipAddress(), visitor.osName(), visitor.osVersion(), visitor.deviceType(), visitor.deviceName());
    }

    static Optional<String> of(Session session) {
        var said = session.parameters();
        return of(
                session.ipAddress(),
                orNull(said, "os_name"),
                orNull(said, "os_version"),
                orNull(said, "device_type"),
                orNull(said, "device_name"));
    }

    private static @Nullable String orNull(Parameters parameters, String name) {
        return parameters.value(name).orElse(null);
    }

    private static Optional<String> of(
            @Nullable String address,
            @Nullable String system,
            @Nullable String version,
            @Nullable String deviceType,
            @Nullable String deviceName) {
        if (!isTold(address) || !isTold(system) || !isTold(deviceType) || !isTold(deviceName)) {
            return Optional.empty();
        }
        return version(version)
                .map(numbers -> String.join("|", lower(address), lower(system), numbers, lower(deviceType)));
    }

    /** Browsers tell {@code iPhone} where apps tell {@code iPhone14,2}. */
    static boolean ofNames(@Nullable String one, @Nullable String other) {
        return one != null
                && other != null
                && (lower(one).startsWith(lower(other)) || lower(other).startsWith(lower(one)));
    }

    /** The first two numbers: reports differ in how many they tell. */
    private static Optional<String> version(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var numbers = VERSION.matcher(text);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        var minor = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
        return Optional.of(Integer.parseInt(numbers.group(1)) + "." + minor);
    }

    private static boolean isTold(@Nullable String text) {
        return text != null && !text.isBlank() && !lower(text).equals(Visitor.UNKNOWN);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
