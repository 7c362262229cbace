package io.postway.attribution;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times of several clocks: those of devices, which often know whole seconds only, and of our doors. */
final class Clocks {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private Clocks() {}

    /**
     * How much later {@code second} is than {@code first}, in whole seconds, as reports count them. What was read
     * second and is a little earlier is not: where two clocks say so, the clocks are wrong.
     */
    static Duration between(Instant first, Instant second) {
        var difference =
                Duration.between(first.truncatedTo(ChronoUnit.SECONDS), second.truncatedTo(ChronoUnit.SECONDS));
        return difference.isNegative() && difference.negated().compareTo(TOLERANCE) <= 0 ? Duration.ZERO : difference;
    }
}
