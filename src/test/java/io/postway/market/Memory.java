package io.postway.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One app's engagements: by each identifier the last hundred clicks and the last hundred impressions. */
final class Memory {

    private static final int MOST_OF_A_KIND = 100;
    private static final Duration REMEMBRANCE = Duration.ofDays(30);

    private final Shop shop;
    private final Map<String, Deque<Remembered>> byIdentifier = new HashMap<>();

    Memory(Shop shop) {
        this.shop = shop;
    }

    void remember(Remembered engagement) {
        if (engagement.isClick() || hasWindow("impression_window_hours", engagement)) {
            engagement.idKeys().forEach(key -> remember(key, engagement));
        }
        if (engagement.isClick()) {
            remember(Remembered.reftagKey(engagement.id()), engagement);
            if (!engagement.externalClickId().isEmpty()) {
                remember(Remembered.externalKey(engagement.externalClickId()), engagement);
            }
        }
        if (shop.has("probabilistic_matching")
                && (engagement.isClick() || hasWindow("probabilistic_impression_window_hours", engagement))) {
            engagement.look().ifPresent(look -> remember(look.key(), engagement));
        }
    }

    /** An impression that can win nothing is not remembered. */
    private boolean hasWindow(String window, Remembered engagement) {
        return shop.seconds(window, engagement.link()).isPresent();
    }

    private void remember(String identifier, Remembered engagement) {
        var known = byIdentifier.computeIfAbsent(engagement.kind() + "/" + identifier, key -> new ArrayDeque<>());
        known.addLast(engagement);
        if (known.size() > MOST_OF_A_KIND) {
            known.removeFirst();
        }
    }

    /** Whatever has one of these ids is gone, by whichever identifier it was remembered. */
    void forget(Set<String> idForms) {
        byIdentifier
                .values()
                .forEach(known -> known.removeIf(engagement -> !Collections.disjoint(engagement.idKeys(), idForms)));
    }

    /**
     * What matches {@code session}, in the order of weighing.
     *
     * @param ids its own and its device's, in all forms
     */
    List<Candidate> matching(Report session, Set<String> ids) {
        var found = new LinkedHashMap<String, Candidate>();
        collect("click", session.referrerKeys(), Candidate.REFERRER, session.receivedAt(), found);
        collect("click", ids, Candidate.DEVICE, session.receivedAt(), found);
        collect("impression", ids, Candidate.DEVICE, session.receivedAt(), found);
        if (shop.has("probabilistic_matching")) {
            var look = session.look().map(Look::key).stream().toList();
            collect("click", look, Candidate.PROBABILISTIC, session.receivedAt(), found);
            collect("impression", look, Candidate.PROBABILISTIC, session.receivedAt(), found);
        }
        return found.values().stream().sorted(Candidate.ORDER).toList();
    }

    /** Each engagement stands in the first step that it matches. */
    private void collect(
            String kind, Collection<String> identifiers, String match, Instant now, Map<String, Candidate> found) {
        for (String identifier : identifiers) {
            for (Remembered engagement : byIdentifier.getOrDefault(kind + "/" + identifier, new ArrayDeque<>())) {
                if (!now.isAfter(engagement.receivedAt().plus(REMEMBRANCE))) {
                    found.putIfAbsent(engagement.id(), new Candidate(engagement, kind + "_" + match));
                }
            }
        }
    }
}
