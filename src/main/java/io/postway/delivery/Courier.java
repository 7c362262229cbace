package io.postway.delivery;

import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.delivery.Fate.Kept;
import io.postway.delivery.Settlement.Tried;
import io.postway.event.Callback;
import io.postway.runtime.UnavailableException;
import io.postway.settings.EffectivePanel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Carries one callback once, if it may go now, and has its fate made durable before it counts as settled. */
final class Courier {

    private final Partners partners;
    private final Endpoints endpoints;
    private final PartnerPauses pauses;
    private final Panels panels;
    private final Settlement settlement;
    private final DeliveryProperties properties;
    private final RetrySchedule schedule;
    private final InstantSource clock;
    private final DoubleSupplier spread;

    /** @param spread between 0 and 1: where among those that failed at the same time the next one shall lie */
    Courier(
            Partners partners,
            Endpoints endpoints,
            PartnerPauses pauses,
            Panels panels,
            Settlement settlement,
            DeliveryProperties properties,
            InstantSource clock,
            DoubleSupplier spread) {
        this.partners = partners;
        this.endpoints = endpoints;
        this.pauses = pauses;
        this.panels = panels;
        this.settlement = settlement;
        this.properties = properties;
        this.schedule = properties.schedule();
        this.clock = clock;
        this.spread = spread;
    }

    /**
     * Tries to deliver; returns once the outcome is durable.
     *
     * @param patience how long it may wait for its turn where its endpoint is busy
     * @throws UnavailableException if we stop before its turn comes, or it is interrupted before its outcome is
     *     durable: the callback must be taken again
     */
    Outcome deliver(Delivery delivery, Patience patience) {
        var now = clock.instant();
        if (delivery.age(now).compareTo(properties.maxAge()) > 0) {
            return settlement.bury(delivery, now, "expired", "it could not be delivered in " + properties.maxAge());
        }
        var address = addressOf(delivery.callback());
        if (address.isEmpty()) {
            return settlement.postpone(delivery, unready(Outcome.NO_ENDPOINT, delivery, now));
        }
        // Without them its secrets may be missing, and the partner would refuse it for good as unsigned.
        if (!panels.haveReadThoseOf(delivery.callback())) {
            return settlement.postpone(delivery, unready(Outcome.NO_SETTINGS, delivery, now));
        }
        return deliver(delivery, address.get(), patience);
    }

    /** One that had nowhere to go when it was rendered goes where its panel says by now. */
    private Optional<URI> addressOf(Callback callback) {
        return partners.addressOf(callback).or(() -> panels.of(callback).endpoint());
    }

    private NotNow unready(Outcome what, Delivery delivery, Instant now) {
        var queue = what.wireName() + " " + delivery.callback().key();
        return new NotNow(what, now.plus(properties.endpointPause()), queue);
    }

    private Outcome deliver(Delivery delivery, URI address, Patience patience) {
        var callback = delivery.callback();
        // Whatever it may fail of, nothing has been entered yet.
        var panel = panels.of(callback);
        var endpoint = endpoints.at(address);
        var refused = pauses.enter(callback, address);
        if (refused.isPresent()) {
            return settlement.postpone(delivery, refused.get());
        }
        refused = enter(endpoint, callback, address, patience);
        return refused.map(notNow -> settlement.postpone(delivery, notNow))
                .orElseGet(() -> attempt(delivery, endpoint, address, panel));
    }

    private Optional<NotNow> enter(Endpoint endpoint, Callback callback, URI address, Patience patience) {
        var entered = false;
        try {
            var refused = endpoint.enter(patience.longest());
            if (refused.isEmpty() && !patience.running().getAsBoolean()) {
                endpoint.abandon();
                throw new UnavailableException("we stopped before its turn came");
            }
            entered = refused.isEmpty();
            return refused;
        } finally {
            if (!entered) {
                pauses.abandon(callback, address);
            }
        }
    }

    private Outcome attempt(Delivery delivery, Endpoint endpoint, URI address, EffectivePanel panel) {
        var callback = delivery.callback();
        var startedAt = clock.instant();
        var answer = send(callback, panel, endpoint, address, startedAt);
        var now = clock.instant();
        var took = Duration.between(startedAt, now);
        endpoint.leave(!Fate.isNotNow(answer), took);
        var pausedUntil = pauses.passed(callback, address, answer, took);
        var attempted = delivery.attempted(partners.settled(callback, address));
        var fate = pausedUntil
                .<Fate>map(Kept::new)
                .orElseGet(() -> Fate.of(answer, attempted.attempts(), now, scheduleOf(panel), spread.getAsDouble()));
        return settlement.settle(new Tried(attempted, endpoint.label(), startedAt, took, answer, fate));
    }

    private Answer send(Callback callback, EffectivePanel panel, Endpoint endpoint, URI address, Instant now) {
        @Nullable Answer answer = null;
        try {
            answer = partners.send(callback, address, panel.signingSecrets(), now);
            return answer;
        } finally {
            if (answer == null) {
                endpoint.abandon();
                pauses.abandon(callback, address);
            }
        }
    }

    private RetrySchedule scheduleOf(EffectivePanel panel) {
        return panel.retryPauses().map(schedule::with).orElse(schedule);
    }
}
