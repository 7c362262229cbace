package io.postway.delivery;

import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.delivery.Fate.Dead;
import io.postway.delivery.Fate.Delivered;
import io.postway.delivery.Fate.Later;
import io.postway.event.Attempt;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.event.DeadCallback;
import io.postway.event.LaterCallback;
import io.postway.event.Topics;
import io.postway.runtime.UnavailableException;
import io.postway.settings.SettingsLog;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one callback once, and makes its fate durable before it counts as settled. */
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration MAX_ENDPOINT_PAUSE = Duration.ofHours(1);
    private static final Duration SETTINGS_PATIENCE = Duration.ofSeconds(5);

    private final PartnerClient guarded;
    private final PartnerClient unguarded;
    private final Destinations destinations;
    private final SettingsLog settings;
    private final PatientWriter writer;
    private final Topics topics;
    private final RetrySchedule schedule;
    private final Duration endpointPause;
    private final InstantSource clock;
    private final DeliveryMetrics metrics;

    /** @param unguarded only ever talks to our own sandbox */
    Courier(
            PartnerClient guarded,
            PartnerClient unguarded,
            Destinations destinations,
            SettingsLog settings,
            PatientWriter writer,
            Topics topics,
            DeliveryProperties properties,
            InstantSource clock,
            DeliveryMetrics metrics) {
        this.guarded = guarded;
        this.unguarded = unguarded;
        this.destinations = destinations;
        this.settings = settings;
        this.writer = writer;
        this.topics = topics;
        this.schedule = new RetrySchedule(properties.retrySchedule());
        this.endpointPause = properties.endpointPause();
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Tries to deliver; returns once the outcome is durable.
     *
     * @param attempts how many have been made before
     * @throws UnavailableException if interrupted before that: the callback must be tried again
     */
    Outcome deliver(Callback callback, int attempts) {
        var endpoint = destinations.of(callback);
        if (endpoint.isEmpty()) {
            return postpone(callback, attempts, Outcome.NO_ENDPOINT);
        }
        if (!hasReadSettingsOf(callback)) {
            return postpone(callback, attempts, Outcome.NO_SETTINGS);
        }
        return attempt(callback, endpoint.get(), attempts + 1);
    }

    /** Not now, and no attempt was made. The longer it has waited, the less often it looks: up to once an hour. */
    private Outcome postpone(Callback callback, int attempts, Outcome reason) {
        var now = clock.instant();
        var halfItsAge = Duration.between(callback.receivedAt(), now).dividedBy(2);
        var pause = halfItsAge.compareTo(endpointPause) < 0 ? endpointPause : halfItsAge;
        var due = now.plus(pause.compareTo(MAX_ENDPOINT_PAUSE) > 0 ? MAX_ENDPOINT_PAUSE : pause);
        writer.write(
                topics.callbacksLater(), callback.key(), LaterCallback.of(callback, attempts, due, reason.wireName()));
        return reason;
    }

    /** Without them its secrets may be missing, and the partner would refuse it for good as unsigned. */
    private boolean hasReadSettingsOf(Callback callback) {
        try {
            settings.asOf(callback.settingsVersion(), SETTINGS_PATIENCE);
            return true;
        } catch (UnavailableException e) {
            return false;
        }
    }

    private Outcome attempt(Callback callback, URI endpoint, int number) {
        // From now on every attempt goes to this address; only the sandbox may move with our own port.
        var settled = destinations.isSandbox(endpoint) ? callback : callback.at(endpoint);
        var address = Destinations.address(endpoint, callback);
        var startedAt = clock.instant();
        var headers =
                Signer.headers(callback.callbackId(), signedPayload(callback, address), secrets(callback), startedAt);
        var answer = client(endpoint).send(callback, address, headers);
        var now = clock.instant();
        var fate = Fate.of(answer, number, now, schedule);
        settle(settled, number, now, answer, fate);
        record(settled, number, startedAt, Duration.between(startedAt, now), answer, fate);
        return Outcome.of(fate);
    }

    private PartnerClient client(URI endpoint) {
        return destinations.isSandbox(endpoint) ? unguarded : guarded;
    }

    private static String signedPayload(Callback callback, URI address) {
        return callback.method() == Method.POST ? callback.payload() : address.getRawQuery();
    }

    /** As they are now: a secret that was taken back must not sign, whenever the callback was rendered. */
    private List<String> secrets(Callback callback) {
        return settings.latest()
                .backinapp(callback.appToken())
                .on(callback.platform())
                .signingSecrets();
    }

    private void settle(Callback callback, int number, Instant now, Answer answer, Fate fate) {
        switch (fate) {
            case Delivered delivered -> {
                // Nothing waits for it any more; the attempt tells.
            }
            case Later(Instant dueAt) ->
                writer.write(
                        topics.callbacksLater(),
                        callback.key(),
                        LaterCallback.of(callback, number, dueAt, answer.reason()));
            case Dead dead ->
                writer.write(
                        topics.callbacksDead(),
                        callback.key(),
                        DeadCallback.of(callback, number, now, answer.reason(), answer.reason()));
        }
    }

    private void record(Callback callback, int number, Instant startedAt, Duration took, Answer answer, Fate fate) {
        var outcome = Outcome.of(fate).wireName();
        var attempt = Attempt.of(
                callback, number, startedAt, took, status(answer), outcome, answer.reason(), null, nextAttempt(fate));
        writer.write(topics.attempts(), callback.key(), attempt);
        metrics.attempted(answer, took);
        log.info(
                "delivery.attempted callback={} app={} kind={} attempt={} outcome={} reason={} millis={} next={}",
                callback.callbackId(),
                callback.appToken(),
                callback.kind().wireName(),
                number,
                outcome,
                answer.reason(),
                took.toMillis(),
                attempt.nextAttemptAt());
    }

    private static @Nullable Integer status(Answer answer) {
        return answer instanceof Answer.Status(int code) ? code : null;
    }

    private static @Nullable Instant nextAttempt(Fate fate) {
        return fate instanceof Later(Instant dueAt) ? dueAt : null;
    }
}
