package io.postway.attribution;

import io.postway.attribution.Attributor.Outcome;
import io.postway.attribution.Result.Decided;
import io.postway.attribution.Result.Deferred;
import io.postway.attribution.Result.Dropped;
import io.postway.attribution.Result.Erased;
import io.postway.attribution.Result.Noted;
import io.postway.attribution.Result.Refused;
import io.postway.attribution.Result.Remembered;
import io.postway.attribution.Result.Told;
import io.postway.event.Activity;
import io.postway.event.Stamp;
import io.postway.event.Topics;
import io.postway.event.TrackerSeen;
import io.postway.runtime.RecordProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Hands each activity to the {@link Attributor}, and forwards what comes of it. */
final class AttributionProcessor extends RecordProcessor<Activity> {

    private static final String STAGE = "attribution";

    /** How far the links' tallies may lag behind: a thousand clicks a second need no thousand records. */
    private static final Duration TALLY_INTERVAL = Duration.ofSeconds(1);

    /** How often we look whether an event has waited long enough, as the records' time goes on. */
    private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(10);

    private final Topics topics;
    private final Attributor attributor;
    private @Nullable AppState state;

    AttributionProcessor(Topics topics, Attributor attributor) {
        super(STAGE, topics.activities(), topics.rejected());
        this.topics = topics;
        this.attributor = attributor;
    }

    @Override
    protected void open(ProcessorContext<String, byte[]> context) {
        var opened = AppState.in(context);
        this.state = opened;
        context.schedule(
                TALLY_INTERVAL,
                PunctuationType.WALL_CLOCK_TIME,
                now -> publish(opened.trackers().changed()));
        context.schedule(
                EXPIRY_INTERVAL, PunctuationType.STREAM_TIME, streamTime -> expire(Instant.ofEpochMilli(streamTime)));
    }

    @Override
    protected void process(Activity activity, byte[] bytes) {
        for (Outcome outcome : attributor.attribute(activity, opened())) {
            var wasRead = outcome.activity().id().equals(activity.id());
            publish(outcome, wasRead ? bytes : topics.activities().write(outcome.activity()));
        }
    }

    private void expire(Instant streamTime) {
        for (Outcome outcome : attributor.expire(streamTime, opened())) {
            publish(outcome, topics.activities().write(outcome.activity()));
        }
    }

    private void publish(Outcome outcome, byte[] bytes) {
        var activity = outcome.activity();
        switch (outcome.result()) {
            case Remembered remembered -> publish(remembered.fresh());
            case Noted noted -> publish(noted.fresh());
            case Deferred deferred -> {
                // Nothing is known of it before its device comes, or its time is over.
            }
            case Dropped dropped -> {
                // Counted, and nothing else.
            }
            case Decided decided -> {
                decided.refused().forEach(this::publish);
                publish(decided.told());
            }
            case Erased erased -> {
                erased.forgotten()
                        .forEach(one -> forward(AttributionTopology.FORGOTTEN, topics.forgotten(), one.key(), one));
                erased.told().forEach(this::publish);
            }
            case Refused refused ->
                refuse(Stamp.of(activity), activity.appToken(), refused.reason(), refused.message(), bytes);
        }
    }

    private void publish(Told told) {
        var attributed = told.attributed();
        forward(
                AttributionTopology.ATTRIBUTED,
                topics.attributed(),
                attributed.appToken().value(),
                attributed);
        told.callbacks()
                .forEach(callback ->
                        forward(AttributionTopology.CALLBACKS, topics.callbacks(), callback.key(), callback));
    }

    private void publish(List<TrackerSeen> trackers) {
        trackers.forEach(seen -> forward(AttributionTopology.TRACKERS, topics.trackers(), seen.key(), seen));
    }

    private AppState opened() {
        if (state == null) {
            throw new IllegalStateException("open comes first");
        }
        return state;
    }

    @Override
    protected void countRefused(String reason) {
        attributor.countRefused(reason);
    }
}
