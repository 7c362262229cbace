package io.postway.delivery;

import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import java.time.Instant;
import java.util.Set;

/** What an attempt means for its callback. */
sealed interface Fate {

    record Delivered() implements Fate {}

    record Later(Instant dueAt) implements Fate {}

    record Dead() implements Fate {}

    /** Statuses that say "not now"; every 5xx does, too. */
    Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    /** @param attempts how many have been made, this one included */
    static Fate of(Answer answer, int attempts, Instant now, RetrySchedule schedule) {
        return switch (answer) {
            case Status(int code) when code >= 200 && code < 300 -> new Delivered();
            case Status(int code) when code >= 500 || NOT_NOW.contains(code) -> laterOrDead(attempts, now, schedule);
            // A redirect is no acceptance, and following one could lead anywhere.
            case Status refused -> new Dead();
            case NoAnswer silence -> laterOrDead(attempts, now, schedule);
            case Forbidden forbidden -> new Dead();
        };
    }

    private static Fate laterOrDead(int attempts, Instant now, RetrySchedule schedule) {
        return schedule.pauseAfter(attempts)
                .<Fate>map(pause -> new Later(now.plus(pause)))
                .orElseGet(Dead::new);
    }
}
