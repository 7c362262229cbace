package io.postway.event;

import java.time.Duration;
import java.util.List;

/**
 * Every topic that Postway has, and nothing else names one.
 *
 * <p>{@code callbacks-due} is one that no other program needs: what {@code callbacks-later} held comes back through it,
 * so that {@code callbacks} holds each callback once.
 */
public final class Topics {

    private static final Duration TWO_MONTHS = Duration.ofDays(60);
    private static final Duration MONTH = Duration.ofDays(30);

    private final String prefix;
    private final Topic<Postback> postbacks;
    private final Topic<Activity> activities;
    private final Topic<Rejected> rejected;
    private final Topic<SkanActivity> skanActivities;
    private final Topic<Attributed> attributed;
    private final Topic<Callback> callbacks;
    private final Topic<LaterCallback> callbacksLater;
    private final Topic<LaterCallback> callbacksDue;
    private final Topic<DeadCallback> callbacksDead;
    private final Topic<Attempt> attempts;
    private final Topic<SettingsChange> settingsLog;
    private final Topic<TrackerSeen> trackers;
    private final Topic<Forgotten> forgotten;

    /** @param prefix what every name starts with, without the dot that follows it */
    public Topics(String prefix) {
        this.prefix = prefix;
        this.postbacks = keyed("postbacks", Postback.class, TWO_MONTHS);
        this.activities = keyed("activities", Activity.class, TWO_MONTHS);
        this.rejected = new Topic<>(named("rejected"), Rejected.class, null, false, MONTH, false);
        this.skanActivities = keyed("skan-activities", SkanActivity.class, TWO_MONTHS);
        this.attributed = keyed("attributed", Attributed.class, TWO_MONTHS);
        this.callbacks = keyed("callbacks", Callback.class, MONTH);
        this.callbacksLater = keyed("callbacks-later", LaterCallback.class, MONTH);
        this.callbacksDue = keyed("callbacks-due", LaterCallback.class, MONTH);
        this.callbacksDead = keyed("callbacks-dead", DeadCallback.class, MONTH);
        this.attempts = keyed("attempts", Attempt.class, MONTH);
        this.settingsLog = new Topic<>(named("settings-log"), SettingsChange.class, 1, true, null, false);
        this.trackers = new Topic<>(named("trackers"), TrackerSeen.class, null, true, null, true);
        this.forgotten = new Topic<>(named("forgotten"), Forgotten.class, null, true, null, true);
    }

    private <V> Topic<V> keyed(String name, Class<V> type, Duration retention) {
        return new Topic<>(named(name), type, null, true, retention, false);
    }

    /** {@code name} with our prefix: for consumer groups and application ids as for topics. */
    public String named(String name) {
        return prefix + "." + name;
    }

    /** Key: ad-network-id and transaction-id; AdAttributionKit's postback identifier takes the latter's place. */
    public Topic<Postback> postbacks() {
        return postbacks;
    }

    /** Key: app token. */
    public Topic<Activity> activities() {
        return activities;
    }

    /** No key. */
    public Topic<Rejected> rejected() {
        return rejected;
    }

    /** Key: app token; of apps that we do not know, {@code ios-} and their number. */
    public Topic<SkanActivity> skanActivities() {
        return skanActivities;
    }

    /** Key: app token. */
    public Topic<Attributed> attributed() {
        return attributed;
    }

    /** Key: app token and partner id, as of all topics about callbacks. */
    public Topic<Callback> callbacks() {
        return callbacks;
    }

    public Topic<LaterCallback> callbacksLater() {
        return callbacksLater;
    }

    public Topic<LaterCallback> callbacksDue() {
        return callbacksDue;
    }

    public Topic<DeadCallback> callbacksDead() {
        return callbacksDead;
    }

    public Topic<Attempt> attempts() {
        return attempts;
    }

    /** One partition, kept for ever. */
    public Topic<SettingsChange> settingsLog() {
        return settingsLog;
    }

    /** Key: app token and tracker token; the last record of each is kept for ever. */
    public Topic<TrackerSeen> trackers() {
        return trackers;
    }

    /** Key: app token and hashed id; erased devices are kept for ever. */
    public Topic<Forgotten> forgotten() {
        return forgotten;
    }

    public List<Topic<?>> all() {
        return List.of(
                postbacks,
                activities,
                rejected,
                skanActivities,
                attributed,
                callbacks,
                callbacksLater,
                callbacksDue,
                callbacksDead,
                attempts,
                settingsLog,
                trackers,
                forgotten);
    }
}
