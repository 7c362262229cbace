package io.postway.attribution;

import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.DeviceFacts;
import io.postway.event.DeviceIdType;
import io.postway.event.DeviceIds;
import io.postway.event.Event;
import io.postway.event.EventToken;
import io.postway.event.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device of one app in one environment, since its first session.
 *
 * @param adid our id for it: derived from its first session, so the same in replay
 * @param lastEvents when each of the app's events last happened on it, by token
 * @param facts the last known model, system, language and the like, by parameter name
 * @param attribution who brought it; null: nobody, it is organic
 */
record Device(
        String adid,
        DeviceIds ids,
        Instant installedAt,
        Instant lastSessionAt,
        long sessionCount,
        Map<EventToken, Instant> lastEvents,
        DeviceFacts facts,
        @Nullable Attribution attribution) {

    Device {
        lastEvents = Map.copyOf(lastEvents);
    }

    static Device installed(String adid, Session session, @Nullable Attribution attribution) {
        var facts = DeviceFacts.none().updated(session.parameters(), session.place());
        return new Device(
                adid, session.deviceIds(), session.createdAt(), session.createdAt(), 1, Map.of(), facts, attribution);
    }

    Device after(Session session) {
        return new Device(
                adid,
                session.deviceIds().orElse(ids),
                installedAt,
                session.createdAt().isAfter(lastSessionAt) ? session.createdAt() : lastSessionAt,
                sessionCount + 1,
                lastEvents,
                facts.updated(session.parameters(), session.place()),
                attribution);
    }

    Device after(Event event) {
        var happened = new HashMap<>(lastEvents);
        happened.merge(event.eventToken(), event.createdAt(), (before, now) -> now.isAfter(before) ? now : before);
        return new Device(
                adid,
                event.deviceIds().orElse(ids),
                installedAt,
                lastSessionAt,
                sessionCount,
                happened,
                facts.updated(event.parameters(), event.place()),
                attribution);
    }

    /** When this event last happened on the device; none: it never has. */
    Optional<Instant> last(EventToken event) {
        return Optional.ofNullable(lastEvents.get(event));
    }

    /** Those it was reported with, and the one that we gave it. */
    DeviceIds allIds() {
        return new DeviceIds(Map.of(DeviceIdType.ADID, adid)).orElse(ids);
    }

    DeviceView view() {
        return new DeviceView(adid, ids, installedAt, lastSessionAt, sessionCount, facts, attribution);
    }

    @Override
    public String toString() {
        return "Device[" + ids + "]";
    }
}
