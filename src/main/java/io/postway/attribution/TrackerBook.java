package io.postway.attribution;

import io.postway.event.AppToken;
import io.postway.event.Engagement;
import io.postway.event.LinkTally;
import io.postway.event.Stored;
import io.postway.event.Tracker;
import io.postway.event.TrackerSeen;
import io.postway.settings.AttributionSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The trackers that engagements came by, and what each link has brought. Sub-levels come into being with their first
 * engagement; of more than a tracker may have, the rest is one, {@code unknown}.
 */
final class TrackerBook {

    /** How many sub-levels one link may have in all, and how far {@code tracker_limit} may raise a tracker's own. */
    private static final int MAX_OF_LINK = AttributionSettings.MAX_CHILDREN_PER_TRACKER;

    private static final String TRACKERS = "trackers";
    private static final String TALLIES = "tallies";

    private final KeyValueStore<String, Children> trackers;
    private final KeyValueStore<String, TrackerSeen> tallies;

    /** What the store holds: an app has hundreds of links, and each click would read its link's. */
    private final Map<String, TrackerSeen> links = new HashMap<>();

    private final Set<String> changed = new LinkedHashSet<>();

    TrackerBook(ProcessorContext<?, ?> context) {
        this.trackers = context.getStateStore(TRACKERS);
        this.tallies = context.getStateStore(TALLIES);
        try (var known = tallies.all()) {
            known.forEachRemaining(entry -> links.put(entry.key, entry.value));
        }
        // Whoever had this partition before may have ended before it told the last ones.
        changed.addAll(links.keySet());
    }

    static Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(TRACKERS), Serdes.String(), Stored.serde(Children.class)),
                // One number for a link that has a thousand clicks a second: written down once a transaction.
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(TALLIES),
                                Serdes.String(),
                                Stored.serde(TrackerSeen.class))
                        .withCachingEnabled());
    }

    /**
     * What stands below a tracker.
     *
     * @param direct on the next level
     * @param all on all levels; only counted for a link
     */
    record Children(int direct, int all) {

        private static final Children NONE = new Children(0, 0);

        private Children plus(int moreDirect, int moreOfAll) {
            return new Children(direct + moreDirect, all + moreOfAll);
        }
    }

    /**
     * The tracker that {@code engagement} counts for.
     *
     * @param fresh those that nobody has come by before
     */
    record Enrolled(Tracker tracker, List<TrackerSeen> fresh) {}

    /** @param childrenPerTracker how many sub-levels one may have below it */
    Enrolled enrol(Engagement engagement, int childrenPerTracker) {
        var app = engagement.appToken();
        var wanted = engagement.tracker();
        tally(engagement);
        // A program makes no trackers of its own.
        if (!engagement.counts() || wanted.subLevels().isEmpty() || isKnown(app, wanted)) {
            return new Enrolled(wanted, List.of());
        }
        return walk(engagement, limit(engagement, childrenPerTracker));
    }

    private Enrolled walk(Engagement engagement, int limit) {
        var app = engagement.appToken();
        var fresh = new ArrayList<TrackerSeen>();
        var link = engagement.tracker().at(List.of());
        var here = link;
        for (String level : engagement.tracker().subLevels()) {
            var child = below(here, level);
            if (!isKnown(app, child) && !mayHaveMore(app, link, here, limit)) {
                child = below(here, Tracker.UNKNOWN);
            }
            if (!isKnown(app, child)) {
                add(app, link, here, child);
                fresh.add(seen(engagement, child, null));
            }
            here = child;
        }
        return new Enrolled(here, fresh);
    }

    private boolean mayHaveMore(AppToken app, Tracker link, Tracker parent, int limit) {
        return children(app, parent).direct() < limit && children(app, link).all() < MAX_OF_LINK;
    }

    private void add(AppToken app, Tracker link, Tracker parent, Tracker child) {
        trackers.put(key(app, child), Children.NONE);
        if (parent.equals(link)) {
            trackers.put(key(app, link), children(app, link).plus(1, 1));
        } else {
            trackers.put(key(app, parent), children(app, parent).plus(1, 0));
            trackers.put(key(app, link), children(app, link).plus(0, 1));
        }
    }

    private static Tracker below(Tracker parent, String level) {
        var levels = new ArrayList<>(parent.subLevels());
        levels.add(level);
        return parent.at(levels);
    }

    private boolean isKnown(AppToken app, Tracker tracker) {
        return trackers.get(key(app, tracker)) != null;
    }

    private Children children(AppToken app, Tracker tracker) {
        return Optional.ofNullable(trackers.get(key(app, tracker))).orElse(Children.NONE);
    }

    private static int limit(Engagement engagement, int childrenPerTracker) {
        return engagement
                .parameters()
                .value("tracker_limit")
                .filter(number -> number.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .map(wished -> Math.clamp(wished, childrenPerTracker, MAX_OF_LINK))
                .orElse(childrenPerTracker);
    }

    private void tally(Engagement engagement) {
        var link = engagement.tracker().at(List.of());
        var key = key(engagement.appToken(), link);
        var before = Optional.ofNullable(links.get(key)).flatMap(seen -> Optional.ofNullable(seen.tally()));
        var seen = seen(engagement, link, before.orElseGet(LinkTally::none).plus(engagement));
        tallies.put(key, seen);
        links.put(key, seen);
        changed.add(key);
    }

    /** The links whose tallies have changed since this was asked last. */
    List<TrackerSeen> changed() {
        var all = changed.stream()
                .flatMap(key -> Stream.ofNullable(links.get(key)))
                .toList();
        changed.clear();
        return all;
    }

    private static TrackerSeen seen(Engagement engagement, Tracker tracker, @Nullable LinkTally tally) {
        return new TrackerSeen(
                engagement.id(),
                engagement.receivedAt(),
                engagement.settingsVersion(),
                engagement.appToken(),
                tracker,
                tally);
    }

    private static String key(AppToken app, Tracker tracker) {
        return app + "|" + tracker.token();
    }
}
