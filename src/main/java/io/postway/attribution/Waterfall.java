package io.postway.attribution;

import io.postway.event.Attributed.Candidate;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who gets the credit for an install (Adjust, "Attribution waterfall"): of the clicks that share a device id with it
 * the latest inside its window, else of the impressions; else nobody, and the install is organic.
 */
final class Waterfall {

    private static final String DEVICE_MATCH = "_device_match";
    private static final String WON = "won";

    /** How many an attributed record tells. */
    static final int MAX_CANDIDATES = 2 * EngagementStore.MAX_NUMBER;

    /**
     * Step by step, in each the latest first. Two in one millisecond are told apart by their ids, which rise with time;
     * so every replay agrees.
     */
    private static final Comparator<PastEngagement> IN_ORDER = Comparator.comparing(PastEngagement::kind)
            .thenComparing(Comparator.comparing(PastEngagement::at)
                    .thenComparing(engagement -> engagement.id().toString())
                    .reversed());

    private Waterfall() {}

    /**
     * The result of weighing.
     *
     * @param winner none: the install is organic
     * @param candidates the engagements with their fates, clicks before impressions, the latest first; of very many the
     *     first, and the winner before them
     */
    record Result(Optional<PastEngagement> winner, List<Candidate> candidates) {}

    static Result weigh(Collection<PastEngagement> engagements, Instant installedAt, App app, Settings settings) {
        Optional<PastEngagement> winner = Optional.empty();
        var candidates = new ArrayList<Candidate>();
        for (PastEngagement engagement : engagements.stream().sorted(IN_ORDER).toList()) {
            var window = Windows.of(engagement.kind(), engagement.tracker().link(), app, settings);
            var age = Clocks.between(engagement.at(), installedAt);
            var verdict = verdict(engagement, age, window, winner);
            if (verdict.equals(WON)) {
                winner = Optional.of(engagement);
            }
            candidates.add(new Candidate(
                    engagement.id(),
                    engagement.tracker(),
                    engagement.kind().wireName() + DEVICE_MATCH,
                    age.toSeconds(),
                    window.orElse(Duration.ZERO).toSeconds(),
                    verdict));
        }
        return new Result(winner, shortened(candidates));
    }

    /** A device that is reported with many ids can have thousands; the winner is among those that are told. */
    private static List<Candidate> shortened(List<Candidate> candidates) {
        if (candidates.size() <= MAX_CANDIDATES) {
            return candidates;
        }
        var winner = candidates.stream().filter(candidate -> candidate.verdict().equals(WON));
        var losers =
                candidates.stream().filter(candidate -> !candidate.verdict().equals(WON));
        return Stream.concat(winner, losers).limit(MAX_CANDIDATES).toList();
    }

    private static String verdict(
            PastEngagement engagement, Duration age, Optional<Duration> window, Optional<PastEngagement> winner) {
        if (window.isEmpty()) {
            return "not_enabled";
        }
        if (age.isNegative()) {
            return "after_the_install";
        }
        if (age.compareTo(window.get()) > 0) {
            return "outside_window";
        }
        return winner.map(won -> won.kind() == engagement.kind() ? "not_the_latest" : "click_came_first")
                .orElse(WON);
    }
}
