package io.postway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When to try again: a function of how often it has been tried. */
record RetrySchedule(List<Duration> pauses) {

    RetrySchedule {
        pauses = List.copyOf(pauses);
    }

    /**
     * The pause before the next attempt.
     *
     * @param attempts how many have been made, from 1
     * @return none: that was the last one
     */
    Optional<Duration> pauseAfter(int attempts) {
        return attempts <= pauses.size() ? Optional.of(pauses.get(attempts - 1)) : Optional.empty();
    }
}
