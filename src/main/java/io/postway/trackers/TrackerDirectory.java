package io.postway.trackers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.postway.event.AppToken;
import io.postway.event.LinkTally;
import io.postway.event.LinkToken;
import io.postway.event.Topic;
import io.postway.event.Tracker;
import io.postway.event.TrackerSeen;
import io.postway.event.TrackerToken;
import io.postway.runtime.Phases;
import io.postway.runtime.TopicFollower;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * This instance's copy of all trackers. It is read to its end before the first request is taken, and from then on lags
 * behind the stage that names trackers by about a second: whoever asks for one that is not there yet gets none.
 *
 * <p>Links' tallies are as many as there are links. Sub-levels are named by whoever writes clicks, so they have a
 * bounded room; what does not fit, the least used, is not found.
 */
public final class TrackerDirectory implements SubLevels, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TrackerDirectory.class);

    /** About 64 MB: two hundred thousand sub-levels with names of usual lengths. */
    private static final long MAX_WEIGHT = 64L << 20;

    /** What a sub-level takes besides its names. */
    private static final int BASE_WEIGHT = 256;

    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    private final Cache<Key, Tracker> subLevels = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher((Key key, Tracker tracker) ->
                    BASE_WEIGHT + 4 * tracker.name().length())
            .build();

    private final Map<Key, LinkTally> tallies = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Topic<TrackerSeen> topic;
    private final TopicFollower follower;

    TrackerDirectory(ConsumerFactory<String, byte[]> consumers, Topic<TrackerSeen> topic) {
        this.topic = topic;
        this.follower = new TopicFollower(consumers, topic, this::fold, caughtUp::countDown);
    }

    private record Key(AppToken app, TrackerToken tracker) {}

    @Override
    public Optional<Tracker> subLevel(AppToken app, TrackerToken token) {
        return Optional.ofNullable(subLevels.getIfPresent(new Key(app, token)));
    }

    /** What a link has brought so far, its sub-levels included. */
    public LinkTally tally(AppToken app, LinkToken link) {
        return tallies.getOrDefault(new Key(app, new TrackerToken(link.value())), LinkTally.none());
    }

    private void fold(ConsumerRecord<String, byte[]> entry) {
        byte @Nullable [] value = entry.value();
        try {
            if (value != null) {
                fold(topic.read(value));
            }
        } catch (RuntimeException e) {
            // Not one of our records; a reader that ended here would end here again after every restart.
            log.warn(
                    "tracker.unreadable offset={} cause={}",
                    entry.offset(),
                    e.getClass().getSimpleName());
        }
    }

    private void fold(TrackerSeen seen) {
        var key = new Key(seen.appToken(), seen.tracker().token());
        var tally = seen.tally();
        if (tally == null) {
            subLevels.put(key, seen.tracker());
        } else {
            tallies.put(key, tally);
        }
    }

    @Override
    public void start() {
        follower.start();
        try {
            if (!caughtUp.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The trackers could not be read within {}: some may not be found yet", START_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        follower.stop();
    }

    @Override
    public boolean isRunning() {
        return follower.isRunning();
    }

    @Override
    public int getPhase() {
        return Phases.SETTINGS;
    }
}
