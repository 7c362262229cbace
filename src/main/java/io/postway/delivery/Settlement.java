package io.postway.delivery;

import io.postway.delivery.Answer.Status;
import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.delivery.Fate.Dead;
import io.postway.delivery.Fate.Delivered;
import io.postway.delivery.Fate.Kept;
import io.postway.delivery.Fate.Later;
import io.postway.event.Attempt;
import io.postway.event.LaterCallback;
import io.postway.event.Topics;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes durable what became of a callback, then tells the log and the metrics. Everything here returns once Kafka has
 * it, and throws {@link io.postway.runtime.UnavailableException} only if interrupted before that.
 */
final class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Outbox outbox;
    private final Topics topics;
    private final DeliveryMetrics metrics;

    Settlement(Outbox outbox, Topics topics, DeliveryMetrics metrics) {
        this.outbox = outbox;
        this.topics = topics;
        this.metrics = metrics;
    }

    /**
     * One attempt, and what came of it.
     *
     * @param delivery this attempt included
     * @param endpoint where it went, as logs may name it
     */
    record Tried(Delivery delivery, String endpoint, Instant startedAt, Duration took, Answer answer, Fate fate) {

        Instant endedAt() {
            return startedAt.plus(took);
        }
    }

    /** No attempt was made. */
    Outcome postpone(Delivery delivery, NotNow notNow) {
        putAside(delivery.queued(notNow));
        log.debug(
                "delivery.postponed callback={} reason={}",
                id(delivery),
                notNow.why().wireName());
        return notNow.why();
    }

    /** No attempt was made, and none will be. */
    Outcome bury(Delivery delivery, Instant now, String reason, String message) {
        dead(delivery, now, reason, message);
        log.info(
                "delivery.buried callback={} app={} kind={} attempts={} reason={}",
                id(delivery),
                delivery.callback().appToken(),
                delivery.callback().kind().wireName(),
                delivery.attempts(),
                reason);
        return Outcome.DEAD;
    }

    Outcome settle(Tried tried) {
        var reason = tried.answer().reason();
        switch (tried.fate()) {
            case Delivered delivered -> {
                // Nothing waits for it any more; the attempt tells.
            }
            case Later(Instant dueAt) -> putAside(tried.delivery().later(dueAt, reason));
            case Kept(Instant dueAt) -> putAside(tried.delivery().uncounted().later(dueAt, reason));
            case Dead(String message) -> dead(tried.delivery(), tried.endedAt(), reason, message);
        }
        var outcome = Outcome.of(tried.fate());
        var attempt = attempt(tried, outcome);
        outbox.write(topics.attempts(), tried.delivery().callback().key(), attempt);
        metrics.attempted(outcome, tried.answer(), tried.took());
        tell(tried, attempt);
        return outcome;
    }

    private void putAside(LaterCallback later) {
        outbox.write(topics.callbacksLater(), later.callback().key(), later);
    }

    private void dead(Delivery delivery, Instant now, String reason, String message) {
        var callback = delivery.callback();
        outbox.write(topics.callbacksDead(), callback.key(), delivery.dead(now, reason, message));
    }

    private static Attempt attempt(Tried tried, Outcome outcome) {
        return Attempt.of(
                tried.delivery().callback(),
                tried.delivery().attempts(),
                tried.startedAt(),
                tried.took(),
                tried.answer() instanceof Status status ? status.code() : null,
                outcome.wireName(),
                tried.answer().reason(),
                tried.answer() instanceof Status status ? status.body() : null,
                nextAttempt(tried.fate()));
    }

    private static @Nullable Instant nextAttempt(Fate fate) {
        return switch (fate) {
            case Later(Instant dueAt) -> dueAt;
            case Kept(Instant dueAt) -> dueAt;
            case Delivered delivered -> null;
            case Dead dead -> null;
        };
    }

    /** One wide line per attempt: whose, where to, what came of it, how long everything took. */
    private static void tell(Tried tried, Attempt attempt) {
        var callback = tried.delivery().callback();
        log.info(
                "delivery.attempted callback={} app={} partner_id={} kind={} method={} endpoint={} attempt={}"
                        + " outcome={} reason={} millis={} age_millis={} next={}",
                attempt.callbackId(),
                attempt.appToken(),
                attempt.partnerId(),
                callback.kind().wireName(),
                callback.method(),
                tried.endpoint(),
                attempt.number(),
                attempt.outcome(),
                attempt.reason(),
                attempt.durationMillis(),
                Duration.between(callback.receivedAt(), tried.endedAt()).toMillis(),
                attempt.nextAttemptAt());
    }

    private static String id(Delivery delivery) {
        return delivery.callback().callbackId();
    }
}
