package io.postway.attribution;

import io.postway.attribution.Attributor.Result;
import io.postway.attribution.Attributor.Result.Decided;
import io.postway.attribution.Attributor.Result.Refused;
import io.postway.attribution.Attributor.Result.Remembered;
import io.postway.event.Activity;
import io.postway.event.Stamp;
import io.postway.event.Topics;
import io.postway.runtime.RecordProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Hands each activity to the {@link Attributor}, and forwards what comes of it. */
final class AttributionProcessor extends RecordProcessor<Activity> {

    private static final String STAGE = "attribution";

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
        this.state = new AppState(context);
    }

    @Override
    protected void process(Activity activity, byte[] bytes) {
        switch (attribute(activity)) {
            case Remembered remembered -> {
                // A click is done: nothing goes out before a session asks for it.
            }
            case Decided decided -> {
                forward(
                        AttributionTopology.ATTRIBUTED,
                        topics.attributed(),
                        activity.appToken().value(),
                        decided.attributed());
                decided.callbacks()
                        .forEach(callback ->
                                forward(AttributionTopology.CALLBACKS, topics.callbacks(), callback.key(), callback));
            }
            case Refused refused ->
                refuse(Stamp.of(activity), activity.appToken(), refused.reason(), refused.message(), bytes);
        }
    }

    private Result attribute(Activity activity) {
        if (state == null) {
            throw new IllegalStateException("open comes first");
        }
        return attributor.attribute(activity, state);
    }

    @Override
    protected void countRefused(String reason) {
        attributor.countRefused(reason);
    }
}
