package io.postway.market;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How a device looks from outside: what a probabilistic match compares, all in lower case. */
record Look(String address, String osName, String osVersion, String deviceType, String deviceName) {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** What stands where nobody has told. */
    private static final String UNKNOWN = "unknown";

    /** None where one of the five is missing. */
    static Optional<Look> of(String address, JsonNode told) {
        var numbers = NUMBER.matcher(value(told, "os_version"))
                .results()
                .map(number -> number.group())
                .toList();
        var version = numbers.isEmpty() ? "" : numbers.getFirst() + "." + (numbers.size() > 1 ? numbers.get(1) : "0");
        var look = new Look(
                address.toLowerCase(Locale.ROOT),
                value(told, "os_name"),
                version,
                value(told, "device_type"),
                value(told, "device_name"));
        return Stream.of(look.address, look.osName, look.osVersion, look.deviceType, look.deviceName)
                        .anyMatch(value -> value.isEmpty() || value.equals(UNKNOWN))
                ? Optional.empty()
                : Optional.of(look);
    }

    private static String value(JsonNode told, String name) {
        return told.path(name).asString("").strip().toLowerCase(Locale.ROOT);
    }

    /** What both must have alike to be weighed at all. */
    String key() {
        return String.join("|", address, osName, osVersion, deviceType);
    }

    boolean mayBe(Look other) {
        return deviceName.startsWith(other.deviceName) || other.deviceName.startsWith(deviceName);
    }
}
