package io.postway.delivery;

import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an attempt means for its callback. */
sealed interface Fate {

    record Delivered() implements Fate {}

    record Later(Instant dueAt) implements Fate {}

    /** Its turn comes again, and this attempt does not count: nobody is there now who could take any. */
    record Kept(Instant dueAt) implements Fate {}

    /** @param message why, in words */
    record Dead(String message) implements Fate {}

    /** Statuses that say "not now"; every 5xx does, too. */
    Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    /**
     * What {@code answer} means by itself.
     *
     * @param attempts how many have been made, this one included
     * @param spread 0 to 1: where in the schedule's jitter this callback lies
     */
    static Fate of(Answer answer, int attempts, Instant now, RetrySchedule schedule, double spread) {
        return switch (answer) {
            case Status status when isTaken(status) -> new Delivered();
            case Status status
            when isNotNow(answer) ->
                laterOrDead(answer, schedule.next(attempts, now, RetryAfter.parse(status.retryAfter(), now), spread));
            // A redirect is no acceptance, and following one could lead anywhere.
            case Status refused -> new Dead("the partner answered " + refused.code());
            case NoAnswer silence -> laterOrDead(answer, schedule.next(attempts, now, Optional.empty(), spread));
            case Forbidden forbidden -> new Dead(forbidden.message());
        };
    }

    private static boolean isTaken(Status status) {
        return status.code() >= 200 && status.code() < 300;
    }

    /** Whether it may be taken another time: the partner is overloaded, broken or away. */
    static boolean isNotNow(Answer answer) {
        return switch (answer) {
            case Status(int code, var retryAfter, var body) -> code >= 500 || NOT_NOW.contains(code);
            case NoAnswer silence -> true;
            case Forbidden forbidden -> false;
        };
    }

    private static Fate laterOrDead(Answer answer, Optional<Instant> next) {
        return next.<Fate>map(Later::new)
                .orElseGet(() -> new Dead("that was the last attempt of its schedule: " + answer.reason()));
    }
}
