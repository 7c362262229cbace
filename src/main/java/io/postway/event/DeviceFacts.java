package io.postway.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stays true of a device between two reports, by parameter name: an event need not repeat what a session said. */
public record DeviceFacts(@JsonValue Parameters known) {

    /** The names of the parameters that are such facts. The ids among them are told on, and lead to no device. */
    public static final Set<String> NAMES = Set.of(
            "google_app_set_id",
            "win_udid",
            "app_version",
            "app_version_short",
            "store",
            "sdk_version",
            "device_name",
            "device_type",
            "device_model",
            "device_manufacturer",
            "hardware_name",
            "cpu_type",
            "os_name",
            "os_version",
            "api_level",
            "country",
            "city",
            "language",
            "timezone",
            "user_agent",
            "tracking_enabled",
            "att_status");

    /** What a report says of it may be no country; {@link Place} has what could be made of it. */
    private static final String COUNTRY = "country";

    private static final String CITY = "city";

    /** Longer than any that a device has, a user agent included; what is longer still is no fact. */
    private static final int MAX_LENGTH = 2_048;

    @JsonCreator
    public DeviceFacts {}

    public static DeviceFacts none() {
        return new DeviceFacts(Parameters.none());
    }

    /** All that is known of a device on {@code platform} is that. */
    public static DeviceFacts ofOneOn(Platform platform) {
        return new DeviceFacts(new Parameters(Map.of("os_name", platform.osName())));
    }

    /**
     * What {@code report} says, and where it is silent, what was known before.
     *
     * @param place as reported or located; where it tells nothing, what was known stays
     */
    public DeviceFacts updated(Parameters report, Place place) {
        var said = new LinkedHashMap<String, String>();
        // A report says little, and most of it is no fact.
        for (String name : report.byName().keySet()) {
            if (NAMES.contains(name) && !name.equals(COUNTRY)) {
                report.value(name)
                        .filter(value -> value.length() <= MAX_LENGTH)
                        .ifPresent(value -> said.put(name, value));
            }
        }
        Optional.ofNullable(place.country()).ifPresent(country -> said.put(COUNTRY, country));
        Optional.ofNullable(place.city()).ifPresent(city -> said.put(CITY, city));
        // And most of that is known.
        return known.byName().entrySet().containsAll(said.entrySet()) ? this : with(said);
    }

    private DeviceFacts with(Map<String, String> said) {
        var facts = new LinkedHashMap<>(known.byName());
        if (said.containsKey(COUNTRY) && !said.get(COUNTRY).equals(facts.get(COUNTRY))) {
            // It has left the city, wherever it is now.
            facts.remove(CITY);
        }
        facts.putAll(said);
        return new DeviceFacts(new Parameters(facts));
    }

    /** Of these facts those with the given names. */
    public DeviceFacts only(Set<String> names) {
        var kept = new LinkedHashMap<>(known.byName());
        kept.keySet().retainAll(names);
        return new DeviceFacts(new Parameters(kept));
    }

    public Optional<String> value(String name) {
        return known.value(name);
    }
}
