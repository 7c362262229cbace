package io.postway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When to try again: a function of how often it has been tried, and of what the partner asked for.
 *
 * @param pauses after the first, second, … attempt
 * @param jitter what is added to a pause at most, as a share of it: what failed together shall not come back together
 * @param longestWish how far ahead a partner's {@code Retry-After} counts
 */
record RetrySchedule(List<Duration> pauses, double jitter, Duration longestWish) {

    RetrySchedule {
        pauses = List.copyOf(pauses);
    }

    /** The same with other pauses. */
    RetrySchedule with(List<Duration> others) {
        return new RetrySchedule(others, jitter, longestWish);
    }

    /**
     * When the next attempt is due: after the schedule's pause, or when the partner wishes, if that is later.
     *
     * @param attempts how many have been made, from 1
     * @param wish from when on the partner wants to be asked again; empty: it did not say
     * @param spread 0 to 1: where in the jitter this callback lies
     * @return empty: that was the last one
     */
    Optional<Instant> next(int attempts, Instant now, Optional<Instant> wish, double spread) {
        if (attempts > pauses.size()) {
            return Optional.empty();
        }
        var due = stretched(now, now.plus(pauses.get(attempts - 1)), spread);
        var latest = now.plus(longestWish);
        return Optional.of(wish.map(time -> time.isAfter(latest) ? latest : time)
                .filter(time -> time.isAfter(due))
                .orElse(due));
    }

    /** A little later than {@code due}, so that not all come at once. */
    private Instant stretched(Instant now, Instant due, double spread) {
        return due.plusMillis(Math.round(Duration.between(now, due).toMillis() * jitter * spread));
    }
}
