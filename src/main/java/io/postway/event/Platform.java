package io.postway.event;

import java.util.Locale;
import java.util.Optional;

/** What a device runs, as far as a partner's panel can tell it apart. */
public enum Platform {
    IOS,
    ANDROID;

    /** The {@code os_name} of its phones. */
    String osName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The platform that an {@code os_name} belongs to; none: one that no panel tells apart. */
    public static Optional<Platform> ofOsName(String osName) {
        return switch (osName.toLowerCase(Locale.ROOT)) {
            case "ios", "ipados", "apple-tv", "tvos" -> Optional.of(IOS);
            case "android", "android-tv", "fire-tv" -> Optional.of(ANDROID);
            default -> Optional.empty();
        };
    }
}
