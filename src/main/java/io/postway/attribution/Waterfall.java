package io.postway.attribution;

import io.postway.event.Attributed.Candidate;
import io.postway.settings.App;
import io.postway.settings.Link;
import io.postway.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who gets the credit for an install: of the clicks that share a device id with it, the latest inside its window; else
 * nobody, and the install is organic.
 */
final class Waterfall {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    private static final String CLICK_DEVICE_MATCH = "click_device_match";

    /** Two clicks in one millisecond are told apart by their ids, which rise with time; so every replay agrees. */
    private static final Comparator<Engagement> LATEST_FIRST = Comparator.comparing(Engagement::at)
            .thenComparing(engagement -> engagement.clickId().toString())
            .reversed();

    private Waterfall() {}

    /**
     * The result of weighing.
     *
     * @param winner none: the install is organic
     * @param candidates every engagement with its fate, the latest first
     */
    record Result(Optional<Engagement> winner, List<Candidate> candidates) {}

    static Result weigh(Collection<Engagement> engagements, Instant installedAt, App app, Settings settings) {
        Optional<Engagement> winner = Optional.empty();
        var candidates = new ArrayList<Candidate>();
        for (Engagement engagement : engagements.stream().sorted(LATEST_FIRST).toList()) {
            var window = window(engagement, app, settings);
            var age = age(engagement, installedAt);
            var verdict = verdict(age, window, winner.isPresent());
            if (verdict.equals("won")) {
                winner = Optional.of(engagement);
            }
            candidates.add(new Candidate(
                    engagement.clickId(),
                    engagement.tracker(),
                    CLICK_DEVICE_MATCH,
                    age.toSeconds(),
                    window.toSeconds(),
                    verdict));
        }
        return new Result(winner, candidates);
    }

    /**
     * In whole seconds, as reports count them. A click is read before the session that it led to, so where the clocks
     * of two doors, or a device's rounding, say otherwise by a little, the clocks are wrong.
     */
    private static Duration age(Engagement engagement, Instant installedAt) {
        var age = Duration.between(
                engagement.at().truncatedTo(ChronoUnit.SECONDS), installedAt.truncatedTo(ChronoUnit.SECONDS));
        return age.isNegative() && age.negated().compareTo(CLOCK_TOLERANCE) <= 0 ? Duration.ZERO : age;
    }

    private static Duration window(Engagement engagement, App app, Settings settings) {
        return settings.link(engagement.tracker().link())
                .map((Link link) -> link.clickWindow(app))
                .orElseGet(app::clickWindow);
    }

    private static String verdict(Duration age, Duration window, boolean hasWinner) {
        if (age.isNegative()) {
            return "after_the_install";
        }
        if (age.compareTo(window) > 0) {
            return "outside_window";
        }
        return hasWinner ? "not_the_latest" : "won";
    }
}
