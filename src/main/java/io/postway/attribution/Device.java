package io.postway.attribution;

import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.DeviceFacts;
import io.postway.event.DeviceIdType;
import io.postway.event.DeviceIds;
import io.postway.event.Event;
import io.postway.event.EventToken;
import io.postway.event.Session;
import io.postway.event.Sharing;
import io.postway.event.TrackerToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device of one app in one environment, since its first session.
 *
 * @param adid our id for it: derived from its first session, so the same in replay
 * @param ids of each type the last
 * @param formerIds keys of those before, the oldest first; they still lead to it
 * @param lastEvents when each of the app's events last happened on it, by token
 * @param facts the last known model, system, language and the like, by parameter name
 * @param reattributedAt when its user was last won anew; null: never
 * @param untrusted whether its install was rejected for what it is
 * @param creditedBy the activity that decided so
 * @param attribution who brought it; null: nobody
 * @param sharing what its user lets partners hear of it; null: nobody has spoken of that
 */
record Device(
        String adid,
        DeviceIds ids,
        List<String> formerIds,
        Instant installedAt,
        Instant lastSessionAt,
        long sessionCount,
        Map<EventToken, Instant> lastEvents,
        DeviceFacts facts,
        @Nullable Instant reattributedAt,
        boolean untrusted,
        UUID creditedBy,
        @Nullable Attribution attribution,
        @Nullable Sharing sharing) {

    /** A phone gets a new advertising id when its owner wishes; one that gets a new one each minute is no phone. */
    static final int MAX_FORMER_IDS = 16;

    Device {
        formerIds = List.copyOf(formerIds);
        lastEvents = Map.copyOf(lastEvents);
    }

    static Device installed(String adid, Session session, @Nullable Attribution attribution) {
        return new Device(
                adid,
                session.deviceIds(),
                List.of(),
                session.createdAt(),
                session.createdAt(),
                1,
                Map.of(),
                DeviceFacts.none().updated(session.parameters(), session.place()),
                null,
                false,
                session.id(),
                attribution,
                session.sharing());
    }

    Device after(Session session) {
        return new Device(
                adid,
                session.deviceIds().orElse(ids),
                formerIdsAfter(session.deviceIds()),
                installedAt,
                session.createdAt().isAfter(lastSessionAt) ? session.createdAt() : lastSessionAt,
                sessionCount + 1,
                lastEvents,
                facts.updated(session.parameters(), session.place()),
                reattributedAt,
                untrusted,
                creditedBy,
                attribution,
                Sharing.after(sharing, session.sharing()));
    }

    Device after(Event event) {
        var happened = new HashMap<>(lastEvents);
        happened.merge(event.eventToken(), event.createdAt(), (before, now) -> now.isAfter(before) ? now : before);
        return new Device(
                adid,
                event.deviceIds().orElse(ids),
                formerIdsAfter(event.deviceIds()),
                installedAt,
                lastSessionAt,
                sessionCount,
                happened,
                facts.updated(event.parameters(), event.place()),
                reattributedAt,
                untrusted,
                creditedBy,
                attribution,
                Sharing.after(sharing, event.sharing()));
    }

    private List<String> formerIdsAfter(DeviceIds reported) {
        var all = reported.orElse(ids);
        if (all.equals(ids)) {
            return formerIds;
        }
        var now = all.keys().collect(Collectors.toSet());
        var former = new ArrayList<>(formerIds);
        ids.keys().forEach(former::add);
        former.removeIf(now::contains);
        return former.subList(Math.max(0, former.size() - MAX_FORMER_IDS), former.size());
    }

    /** The same, its user having spoken. */
    Device told(Sharing later) {
        return new Device(
                adid,
                ids,
                formerIds,
                installedAt,
                lastSessionAt,
                sessionCount,
                lastEvents,
                facts,
                reattributedAt,
                untrusted,
                creditedBy,
                attribution,
                Sharing.after(sharing, later));
    }

    /** The same, won by somebody else. */
    Device creditedTo(Attribution other, Session by) {
        return credited(by.createdAt(), false, by.id(), other);
    }

    /** The same, as one whose install is nobody's merit. */
    Device untrustedOne() {
        return credited(reattributedAt, true, creditedBy, null);
    }

    private Device credited(@Nullable Instant at, boolean isUntrusted, UUID by, @Nullable Attribution to) {
        return new Device(
                adid,
                ids,
                formerIds,
                installedAt,
                lastSessionAt,
                sessionCount,
                lastEvents,
                facts,
                at,
                isUntrusted,
                by,
                to,
                sharing);
    }

    /** The same without ids that lead elsewhere now. */
    Device without(Set<String> keys) {
        return new Device(
                adid,
                ids.without(keys),
                formerIds.stream().filter(key -> !keys.contains(key)).toList(),
                installedAt,
                lastSessionAt,
                sessionCount,
                lastEvents,
                facts,
                reattributedAt,
                untrusted,
                creditedBy,
                attribution,
                sharing);
    }

    /** When this event last happened on the device; none: it never has. */
    Optional<Instant> last(EventToken event) {
        return Optional.ofNullable(lastEvents.get(event));
    }

    boolean isCreditedTo(TrackerToken tracker) {
        return attribution != null && attribution.tracker().token().equals(tracker);
    }

    /** Those it was last reported with, and the one that we gave it. */
    DeviceIds allIds() {
        return new DeviceIds(Map.of(DeviceIdType.ADID, adid)).orElse(ids);
    }

    /** Keys of all ids that lead to it. */
    Stream<String> idKeys() {
        return Stream.of(Stream.of(adidKey()), ids.keys(), formerIds.stream())
                .flatMap(Function.identity())
                .distinct();
    }

    /** Whether {@code key} is one of {@link #idKeys}. */
    boolean isLedToBy(String key) {
        return ids.contains(key) || formerIds.contains(key) || key.equals(adidKey());
    }

    boolean hasTheIdsOf(Device other) {
        return ids.equals(other.ids) && formerIds.equals(other.formerIds);
    }

    /** Key of the id that it is best kept under: the first that its reports are looked up by. */
    String home() {
        return ids.keys().findFirst().orElseGet(this::adidKey);
    }

    private String adidKey() {
        return DeviceIds.key(DeviceIdType.ADID, adid);
    }

    /** What may be said of it once it is erased: our id for it, who brought it, and what it ran. */
    DeviceView remains() {
        return new DeviceView(
                adid,
                new DeviceIds(Map.of()),
                installedAt,
                null,
                sessionCount,
                system(),
                reattributedAt,
                untrusted,
                creditedBy,
                attribution,
                null);
    }

    /** What it runs: as it said, else as its kinds of ids tell. */
    private DeviceFacts system() {
        var said = facts.only(Set.of("os_name"));
        return said.value("os_name").isPresent()
                ? said
                : ids.platform().map(DeviceFacts::ofOneOn).orElse(said);
    }

    DeviceView view() {
        return new DeviceView(
                adid,
                ids,
                installedAt,
                lastSessionAt,
                sessionCount,
                facts,
                reattributedAt,
                untrusted,
                creditedBy,
                attribution,
                sharing);
    }

    @Override
    public String toString() {
        return "Device[" + ids + "]";
    }
}
