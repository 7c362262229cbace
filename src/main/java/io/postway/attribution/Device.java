package io.postway.attribution;

import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.DeviceIds;
import io.postway.event.Event;
import io.postway.event.Parameters;
import io.postway.event.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device of one app in one environment, since its first session.
 *
 * @param adid our id for it: derived from its first session, so the same in replay
 * @param facts the last known model, system, language and the like, by parameter name
 * @param attribution who brought it; null: nobody, it is organic
 */
record Device(
        String adid,
        DeviceIds ids,
        Instant installedAt,
        Instant lastSessionAt,
        long sessionCount,
        Parameters facts,
        @Nullable Attribution attribution) {

    /** What stays true of a device between two reports, so that an event need not repeat what its session said. */
    private static final List<String> FACTS = List.of(
            "app_version",
            "app_version_short",
            "bundle_id",
            "package_name",
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

    static Device installed(String adid, Session session, @Nullable Attribution attribution) {
        var facts = newer(Parameters.none(), session.parameters());
        return new Device(adid, session.deviceIds(), session.createdAt(), session.createdAt(), 1, facts, attribution);
    }

    Device after(Session session) {
        return new Device(
                adid,
                session.deviceIds().orElse(ids),
                installedAt,
                session.createdAt().isAfter(lastSessionAt) ? session.createdAt() : lastSessionAt,
                sessionCount + 1,
                newer(facts, session.parameters()),
                attribution);
    }

    Device after(Event event) {
        return new Device(
                adid,
                event.deviceIds().orElse(ids),
                installedAt,
                lastSessionAt,
                sessionCount,
                newer(facts, event.parameters()),
                attribution);
    }

    private static Parameters newer(Parameters known, Parameters reported) {
        var facts = new LinkedHashMap<>(known.byName());
        for (String name : FACTS) {
            reported.value(name).ifPresent(value -> facts.put(name, value));
        }
        return new Parameters(facts);
    }

    DeviceView view() {
        return new DeviceView(adid, ids, installedAt, lastSessionAt, sessionCount, facts, attribution);
    }

    @Override
    public String toString() {
        return "Device[" + ids + "]";
    }
}
