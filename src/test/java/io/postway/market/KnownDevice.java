package io.postway.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A device of one app and environment. */
final class KnownDevice {

    /** The device's own, and the 16 before. */
    private static final int IDS_OF_A_TYPE = 17;

    private final String name;
    private final Instant installedAt;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, String> own = new HashMap<>();
    private final Map<String, Instant> lastEvents = new HashMap<>();
    private Instant lastSessionAt;
    private Instant lastCreditAt;
    private long sessions = 1;
    private Optional<Remembered> credit;
    private final boolean installedUntrusted;

    KnownDevice(String name, Instant installedAt, Optional<Remembered> credit, boolean untrusted) {
        this.name = name;
        this.installedAt = installedAt;
        this.lastSessionAt = installedAt;
        this.lastCreditAt = installedAt;
        this.credit = credit;
        this.installedUntrusted = untrusted;
    }

    String name() {
        return name;
    }

    Instant installedAt() {
        return installedAt;
    }

    Instant lastSessionAt() {
        return lastSessionAt;
    }

    /** Its install, or its last reattribution. */
    Instant lastCreditAt() {
        return lastCreditAt;
    }

    long sessions() {
        return sessions;
    }

    boolean isCreditedTo(String tracker) {
        return credit.filter(engagement -> engagement.tracker().equals(tracker)).isPresent();
    }

    /** As a decision tells it. */
    String credit() {
        return credit.map(Remembered::id).orElse(installedUntrusted ? Decision.UNTRUSTED : Decision.ORGANIC);
    }

    Optional<Instant> lastEvent(String eventToken) {
        return Optional.ofNullable(lastEvents.get(eventToken));
    }

    void hadSession(Instant at) {
        sessions++;
        lastSessionAt = Times.max(lastSessionAt, at);
    }

    void hadEvent(String eventToken, Instant at) {
        lastEvents.merge(eventToken, at, Times::max);
    }

    void isWonBy(Remembered engagement, Instant at) {
        credit = Optional.of(engagement);
        lastCreditAt = Times.max(lastCreditAt, at);
    }

    /** Takes the id as its own of this type, and returns the key of the one that is too old now. */
    Optional<String> takes(String type, String id) {
        var known = ids.computeIfAbsent(type, key -> new ArrayList<>());
        known.remove(id);
        known.add(id);
        own.put(type, id);
        return known.size() > IDS_OF_A_TYPE ? Optional.of(Ids.key(type, known.removeFirst())) : Optional.empty();
    }

    /** What it has lost is not replaced by what it had before. */
    void loses(String type, String id) {
        ids.getOrDefault(type, new ArrayList<>()).remove(id);
        own.remove(type, id);
    }

    /** Every id that leads to it. */
    Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        ids.forEach((type, known) -> known.forEach(id -> keys.add(Ids.key(type, id))));
        return keys;
    }

    /** Its own ids once it has taken these, the last of each type, in all forms. */
    Set<String> ownForms(Ids reported) {
        var forms = new LinkedHashSet<>(reported.forms());
        own.forEach((type, id) -> {
            if (!reported.byType().containsKey(type)) {
                forms.addAll(Ids.forms(type, id));
            }
        });
        return forms;
    }

    /** Every id that leads to it, in all forms. */
    Set<String> forms() {
        var forms = new LinkedHashSet<String>();
        ids.forEach((type, known) -> known.forEach(id -> forms.addAll(Ids.forms(type, id))));
        return forms;
    }
}
