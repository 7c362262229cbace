package io.postway.event;

import org.jspecify.annotations.Nullable;

/**
 * Who followed a link or saw an ad, as far as the connection tells, or an ad network's server reports.
 *
 * @param ipAddress the device's own, IPv4 or IPv6; null: unknown
 * @param deviceName model, such as {@code iPhone}; null: unknown
 * @param deviceType {@code phone}, {@code tablet}, {@code desktop}, {@code tv}, {@code console}, {@code bot} or
 *     {@code unknown}
 * @param osName of Adjust's vocabulary: {@code ios}, {@code android}, {@code macos}, {@code unknown}, …
 * @param osVersion such as {@code 17.5.1}; null: unknown
 */
public record Visitor(
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Place place,
        @Nullable String deviceName,
        String deviceType,
        String osName,
        @Nullable String osVersion) {

    /** The name of a system, or the type of a device, that nobody has told. */
    public static final String UNKNOWN = "unknown";

    /** Address and agent are personal data. */
    @Override
    public String toString() {
        return "Visitor[" + osName + ", " + deviceType + "]";
    }
}
