package io.postway.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a device is, as far as it says so or its address tells.
 *
 * @param country two lower-case letters (ISO 3166-1); null: unknown
 * @param city in English; null: unknown
 */
public record Place(@Nullable String country, @Nullable String city) {

    private static final Place UNKNOWN = new Place(null, null);

    public static Place unknown() {
        return UNKNOWN;
    }
}
