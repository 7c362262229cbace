package io.postway.console;

import io.postway.event.ActivityKind;
import io.postway.event.Callback;
import io.postway.event.DeadCallback;
import io.postway.event.LaterCallback;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.TopicWriter;
import io.postway.runtime.UnavailableException;
import io.postway.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One replay: gives dead callbacks to delivery again, each as it was. The newest come first, so that what dies again
 * meanwhile is not met again, and a callback that has died several times counts by its last death.
 */
final class DeadLetterReplay {

    /** How many are read, then written, at a time. */
    private static final int BATCH = 500;

    private static final int MAX_NAMED = 1_000;

    private final ReplayWish wish;
    private final Topics topics;
    private final TopicWriter writer;
    private final ForgottenDevices forgotten;
    private final Settings settings;
    private final Instant now;

    /** How many were named; 0: none, whatever else is meant. */
    private final int ids;

    private final Set<String> seen = new HashSet<>();
    private final List<String> named = new ArrayList<>();
    private int matched;
    private int skipped;
    private int alive;

    DeadLetterReplay(
            ReplayWish wish,
            Topics topics,
            TopicWriter writer,
            ForgottenDevices forgotten,
            Settings settings,
            Instant now) {
        this.wish = wish;
        this.topics = topics;
        this.writer = writer;
        this.forgotten = forgotten;
        this.settings = settings;
        this.now = now;
        this.ids = wish.filter().callbackIds().size();
    }

    /** What a dead letter is looked for by; its last reason is what counts, so that others must be seen, too. */
    static RecordFilter filter(ReplayWish wish) {
        return wish.filter().withAnyCode();
    }

    /**
     * Returns once all that it tells of is durable.
     *
     * @throws UnavailableException if it may not be; to run it again does no harm
     */
    Replayed run(TopicPages<DeadCallback> pages) {
        do {
            var batch = pages.next(batch()).stream()
                    .filter(this::isMeant)
                    .map(DeadCallback::callback)
                    .toList();
            matched += batch.size();
            replay(batch.stream().filter(callback -> !isForgotten(callback)).toList());
        } while (matched < wish.most() && !isAllFound() && !pages.isOver());
        var next = isAllFound() ? null : pages.next();
        var replayed = wish.isDry() ? 0 : alive;
        return new Replayed(wish.isDry(), matched, replayed, new Replayed.Skipped(skipped), named, next == null, next);
    }

    private boolean isMeant(DeadCallback dead) {
        return seen.add(dead.callback().callbackId())
                && (wish.code() == null || wish.code().equals(dead.reason()));
    }

    /** No more than can still be found: then nobody looks any further. */
    private int batch() {
        var most = Math.min(BATCH, wish.most() - matched);
        return ids == 0 ? most : Math.min(most, ids - seen.size());
    }

    private boolean isAllFound() {
        return ids > 0 && seen.size() == ids;
    }

    /** As delivery does: of an erased device the partner is told that it was, and nothing else any more. */
    private boolean isForgotten(Callback callback) {
        var isGone = callback.kind() != ActivityKind.GDPR_FORGET_DEVICE
                && forgotten.contains(callback.appToken(), callback.device());
        skipped += isGone ? 1 : 0;
        return isGone;
    }

    private void replay(List<Callback> callbacks) {
        if (!wish.isDry()) {
            write(callbacks);
        }
        alive += callbacks.size();
        callbacks.stream()
                .map(Callback::callbackId)
                .limit(MAX_NAMED - named.size())
                .forEach(named::add);
    }

    private void write(List<Callback> callbacks) {
        var written = callbacks.stream()
                .map(this::addressed)
                .map(callback -> LaterCallback.replayed(callback, now))
                .map(later ->
                        writer.write(topics.callbacksLater(), later.callback().key(), later))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(written).join();
        } catch (CompletionException e) {
            throw new UnavailableException(
                    "Some may have been replayed, and not all: send the same again, which does no harm", e);
        }
    }

    private Callback addressed(Callback callback) {
        return wish.takesCurrentEndpoint()
                ? callback.at(settings.backinapp(callback.appToken())
                        .on(callback.platform())
                        .endpoint()
                        .orElse(null))
                : callback;
    }
}
