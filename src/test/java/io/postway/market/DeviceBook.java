package io.postway.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The devices of one app and environment, what they have reported, and the events that wait for one. */
final class DeviceBook {

    private static final Duration REPEATABLE = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_WAITING = 100;

    private final Map<String, KnownDevice> byKey = new HashMap<>();
    private final Map<String, Instant> counted = new HashMap<>();
    private List<Report> waiting = new ArrayList<>();

    Optional<KnownDevice> find(Report report) {
        return report.keys().stream().map(byKey::get).filter(Objects::nonNull).findFirst();
    }

    boolean isRepeated(Report report) {
        return report.repeatKey()
                .map(counted::get)
                .filter(before -> !report.receivedAt().isAfter(before.plus(REPEATABLE)))
                .isPresent();
    }

    /** A report that counts gives all its ids to its device; returned are the others that they led to. */
    Set<KnownDevice> count(Report report, KnownDevice device) {
        report.repeatKey().ifPresent(key -> counted.put(key, report.receivedAt()));
        var others = new LinkedHashSet<KnownDevice>();
        report.ids().byType().forEach((type, id) -> {
            var before = byKey.put(Ids.key(type, id), device);
            if (before != null && before != device) {
                before.loses(type, id);
                others.add(before);
            }
            device.takes(type, id).ifPresent(byKey::remove);
        });
        return others;
    }

    /** Whether there is room for it. */
    boolean hold(Report event) {
        var stillWaiting = waiting.stream()
                .filter(other -> isPatient(other, event.receivedAt()))
                .toList();
        var isFull = event.keys().stream()
                .anyMatch(key -> stillWaiting.stream()
                                .filter(other -> other.keys().contains(key))
                                .count()
                        >= MOST_WAITING);
        if (!isFull) {
            waiting.add(event);
        }
        return !isFull;
    }

    /** Takes out what has waited for one of the report's ids, in the order in which it came. */
    List<Report> release(Report report) {
        var released = waiting.stream()
                .filter(event -> !Collections.disjoint(event.keys(), report.keys()))
                .toList();
        waiting.removeAll(released);
        return released;
    }

    static boolean isPatient(Report event, Instant now) {
        return !now.isAfter(event.receivedAt().plus(PATIENCE));
    }

    List<Report> waiting() {
        return waiting;
    }

    /** Every form of every id that leads to a device to which one of {@code keys} leads, which is gone then. */
    Set<String> erase(Collection<String> keys) {
        var forms = new LinkedHashSet<String>();
        for (String key : keys) {
            var device = byKey.get(key);
            if (device != null) {
                forms.addAll(device.forms());
                device.keys().forEach(byKey::remove);
            }
        }
        return forms;
    }

    /** What had waited in vain before then is refused all the same. */
    void eraseWaiting(Set<String> forms, Instant now) {
        waiting = new ArrayList<>(waiting.stream()
                .filter(event -> !isPatient(event, now)
                        || Collections.disjoint(event.ids().forms(), forms))
                .toList());
    }
}
