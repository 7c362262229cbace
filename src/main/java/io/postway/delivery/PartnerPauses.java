package io.postway.delivery;

import io.postway.delivery.Answer.Status;
import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.delivery.DeliveryProperties.BreakerRule;
import io.postway.event.Callback;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pauses of an app's partner id at an endpoint that has answered {@value #GONE} {@value #IN_A_ROW} times in a row:
 * somebody closed the account there, or moved it. Its callbacks are kept, and a canary finds out whether it is back.
 */
final class PartnerPauses {

    private static final int GONE = 410;
    private static final int IN_A_ROW = 10;
    private static final int LONGEST = 12;

    private final BreakerRule rule;
    private final InstantSource clock;

    /** Only of those that have answered so lately: there are never more than partner ids. */
    private final Map<Account, Breaker> troubled = new ConcurrentHashMap<>();

    private record Account(String key, URI endpoint) {}

    /**
     * @param pause the first; each time that the canary hears the same, the next is twice as long, up to
     *     {@value #LONGEST} times
     */
    PartnerPauses(Duration pause, InstantSource clock) {
        this.rule = new BreakerRule(IN_A_ROW, IN_A_ROW, 100, pause, pause.multipliedBy(LONGEST));
        this.clock = clock;
    }

    /** @return empty: an attempt may be made, and {@link #passed} or {@link #abandon} must follow */
    Optional<NotNow> enter(Callback callback, URI endpoint) {
        var breaker = troubled.get(new Account(callback.key(), endpoint));
        if (breaker == null || breaker.tryPass()) {
            return Optional.empty();
        }
        var queue = Outcome.PAUSED.wireName() + " " + Endpoint.labelOf(endpoint) + " " + callback.key();
        return Optional.of(new NotNow(Outcome.PAUSED, breaker.lookAgainAt(), queue));
    }

    /** @return until when its callbacks are kept; empty: there is no pause */
    Optional<Instant> passed(Callback callback, URI endpoint, Answer answer, Duration took) {
        var account = new Account(callback.key(), endpoint);
        if (!(answer instanceof Status status)) {
            abandon(callback, endpoint);
            return Optional.empty();
        }
        if (status.code() != GONE) {
            // Whatever it says, somebody is there; the next row begins at one.
            troubled.remove(account);
            return Optional.empty();
        }
        var breaker = troubled.computeIfAbsent(account, key -> new Breaker(key.key(), rule, clock));
        breaker.passed(false, took);
        return breaker.isClosed() ? Optional.empty() : Optional.of(breaker.lookAgainAt());
    }

    void abandon(Callback callback, URI endpoint) {
        var breaker = troubled.get(new Account(callback.key(), endpoint));
        if (breaker != null) {
            breaker.abandon();
        }
    }
}
