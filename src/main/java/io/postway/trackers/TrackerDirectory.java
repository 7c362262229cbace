package io.postway.trackers;

import io.postway.event.AppToken;
import io.postway.event.LinkTally;
import io.postway.event.LinkToken;
import io.postway.event.Topic;
import io.postway.event.Tracker;
import io.postway.event.TrackerSeen;
import io.postway.event.TrackerToken;
import io.postway.runtime.Phases;
import io.postway.runtime.TopicFollower;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * This instance's copy of all trackers. It lags behind the stage that names them by about a second, and is not waited
 * for: whoever asks for a tracker that is not there yet gets none.
 *
 * <p>Bounded by what the stage names: so many sub-levels a link (see {@code postway.attribution} in the configuration),
 * a few hundred bytes each.
 */
public final class TrackerDirectory implements SubLevels, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TrackerDirectory.class);

    private final Map<Key, TrackerSeen> trackers = new ConcurrentHashMap<>();
    private final Topic<TrackerSeen> topic;
    private final TopicFollower follower;

    TrackerDirectory(ConsumerFactory<String, byte[]> consumers, Topic<TrackerSeen> topic) {
        this.topic = topic;
        this.follower = new TopicFollower(consumers, topic, this::fold, () -> {});
    }

    private record Key(AppToken app, TrackerToken tracker) {}

    @Override
    public Optional<Tracker> subLevel(AppToken app, TrackerToken token) {
        return seen(app, token)
                .map(TrackerSeen::tracker)
                .filter(tracker -> !tracker.subLevels().isEmpty());
    }

    /** What a link has brought so far, its sub-levels included. */
    public LinkTally tally(AppToken app, LinkToken link) {
        return seen(app, new TrackerToken(link.value()))
                .flatMap(seen -> Optional.ofNullable(seen.tally()))
                .orElseGet(LinkTally::none);
    }

    private Optional<TrackerSeen> seen(AppToken app, TrackerToken token) {
        return Optional.ofNullable(trackers.get(new Key(app, token)));
    }

    private void fold(ConsumerRecord<String, byte[]> entry) {
        byte @Nullable [] value = entry.value();
        try {
            if (value != null) {
                var seen = topic.read(value);
                trackers.merge(new Key(seen.appToken(), seen.tracker().token()), seen, TrackerDirectory::newer);
            }
        } catch (RuntimeException e) {
            // Not one of our records; a reader that ended here would end here again after every restart.
            log.warn(
                    "tracker.unreadable offset={} cause={}",
                    entry.offset(),
                    e.getClass().getSimpleName());
        }
    }

    /** Where a link's token looks like a sub-level's, the link is meant: its token was there first. */
    private static TrackerSeen newer(TrackerSeen before, TrackerSeen now) {
        return before.tally() != null && now.tally() == null ? before : now;
    }

    @Override
    public void start() {
        follower.start();
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
