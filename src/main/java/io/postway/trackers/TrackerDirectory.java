package io.postway.trackers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postway.event.AppToken;
import io.postway.event.LinkTally;
import io.postway.event.LinkToken;
import io.postway.event.Tracker;
import io.postway.event.TrackerSeen;
import io.postway.event.TrackerToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This instance's copy of all trackers. It is read to its end before the first request is taken, and from then on lags
 * behind the stage that names trackers by about a second: whoever asks for one that is not there yet gets none.
 *
 * <p>Links' tallies are as many as there are links. Sub-levels are named by whoever writes clicks, so they have a
 * bounded room; what does not fit, the least used, is not found.
 */
public final class TrackerDirectory implements SubLevels {

    /** About 64 MB: two hundred thousand sub-levels with names of usual lengths. */
    private static final long MAX_WEIGHT = 64L << 20;

    /** What a sub-level takes besides its names. */
    private static final int BASE_WEIGHT = 256;

    private final Cache<Key, Tracker> subLevels = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher((Key key, Tracker tracker) ->
                    BASE_WEIGHT + 4 * tracker.name().length())
            .build();

    private final Map<Key, LinkTally> tallies = new ConcurrentHashMap<>();

    private record Key(AppToken app, TrackerToken tracker) {}

    @Override
    public Optional<Tracker> subLevel(AppToken app, TrackerToken token) {
        return Optional.ofNullable(subLevels.getIfPresent(new Key(app, token)));
    }

    /** What a link has brought so far, its sub-levels included. */
    public LinkTally tally(AppToken app, LinkToken link) {
        return tallies.getOrDefault(new Key(app, new TrackerToken(link.value())), LinkTally.none());
    }

    void fold(TrackerSeen seen) {
        var key = new Key(seen.appToken(), seen.tracker().token());
        var tally = seen.tally();
        if (tally == null) {
            subLevels.put(key, seen.tracker());
        } else {
            tallies.put(key, tally);
        }
    }
}
