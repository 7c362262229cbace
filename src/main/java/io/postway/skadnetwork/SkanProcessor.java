package io.postway.skadnetwork;

import io.postway.event.Postback;
import io.postway.event.SkanActivity;
import io.postway.event.Topics;
import io.postway.runtime.RecordProcessor;
import io.postway.skadnetwork.PostbackCounter.Result;
import io.postway.skadnetwork.PostbackCounter.Result.Counted;
import io.postway.skadnetwork.PostbackCounter.Result.Repeated;
import io.postway.skadnetwork.PostbackCounter.Result.Uncounted;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Hands each postback to the {@link PostbackCounter}, and forwards what comes of it. */
final class SkanProcessor extends RecordProcessor<Postback> {

    private static final String STAGE = "skadnetwork";

    private final Topics topics;
    private final PostbackCounter counter;
    private @Nullable FirstCopies copies;

    SkanProcessor(Topics topics, PostbackCounter counter) {
        super(STAGE, topics.postbacks(), topics.rejected());
        this.topics = topics;
        this.counter = counter;
    }

    @Override
    protected void open(ProcessorContext<String, byte[]> context) {
        this.copies = new FirstCopies(context.getStateStore(FirstCopies.name()));
    }

    @Override
    protected void process(Postback postback, byte[] bytes) {
        switch (count(postback)) {
            case Counted counted -> {
                forward(counted.activity());
                counted.events().forEach(this::forward);
            }
            case Uncounted uncounted -> forward(uncounted.activity());
            case Repeated copy -> {
                // It stays on its own topic; nothing new is to be told.
            }
        }
    }

    private Result count(Postback postback) {
        if (copies == null) {
            throw new IllegalStateException("open comes first");
        }
        return counter.count(postback, copies);
    }

    private void forward(SkanActivity activity) {
        forward(SkanTopology.ACTIVITIES, topics.skanActivities(), activity.key(), activity);
    }

    @Override
    protected void countRefused(String reason) {
        counter.countRefused(reason);
    }
}
