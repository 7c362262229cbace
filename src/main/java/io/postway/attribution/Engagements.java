package io.postway.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recent engagements under one identifier, oldest first. Bounded in age and number, so that an identifier that half
 * the world shares costs no more than one that a single phone has.
 */
record Engagements(List<Engagement> recent) {

    /** The longest window that any link or app can have. */
    private static final Duration MAX_AGE = Duration.ofDays(30);

    /** Enough for every click of an eager phone; of more, the oldest could not win anyway. */
    private static final int MAX_NUMBER = 100;

    Engagements {
        recent = List.copyOf(recent);
    }

    static Engagements none() {
        return new Engagements(List.of());
    }

    /** With {@code latest}; what is too old by then, or one too many, is gone. */
    Engagements with(Engagement latest) {
        Instant oldest = latest.at().minus(MAX_AGE);
        var kept = Stream.concat(recent.stream(), Stream.of(latest))
                .filter(engagement -> !engagement.at().isBefore(oldest))
                .toList();
        return new Engagements(kept.subList(Math.max(0, kept.size() - MAX_NUMBER), kept.size()));
    }
}
