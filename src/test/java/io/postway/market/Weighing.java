package io.postway.market;

import io.postway.market.Decision.Weighed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of weighing all candidates for one session.
 *
 * @param winner the first that nothing speaks against
 * @param filtered the first before it against which only a filter speaks, and which
 */
record Weighing(List<Weighed> candidates, Optional<Remembered> winner, Optional<Filtered> filtered) {

    private static final String WON = "won";
    private static final Set<String> FILTERS =
            Set.of("too_many_engagements", "engagement_injection", "distribution_outlier");

    record Filtered(Remembered engagement, String reason) {}

    static Weighing of(List<Candidate> candidates, Objections objections) {
        var weighed = new ArrayList<Weighed>();
        var winner = Optional.<Candidate>empty();
        var filtered = Optional.<Filtered>empty();
        for (Candidate candidate : candidates) {
            var verdict = objections.against(candidate);
            if (verdict.isPresent() && FILTERS.contains(verdict.get())) {
                if (winner.isEmpty() && filtered.isEmpty()) {
                    filtered = Optional.of(new Filtered(candidate.engagement(), verdict.get()));
                }
            } else if (verdict.isEmpty() && winner.isPresent()) {
                verdict = Optional.of(winner.get().rank() < candidate.rank() ? "earlier_step_won" : "not_the_latest");
            } else if (verdict.isEmpty()) {
                winner = Optional.of(candidate);
            }
            weighed.add(new Weighed(
                    candidate.engagement().id(),
                    candidate.step(),
                    objections.age(candidate),
                    objections.window(candidate).orElse(0L),
                    verdict.orElse(WON)));
        }
        return new Weighing(List.copyOf(weighed), winner.map(Candidate::engagement), filtered);
    }

    /** The engagement that gets the credit or would, if it were not for a filter. */
    Optional<Remembered> first() {
        return winner.or(() -> filtered.map(Filtered::engagement));
    }

    /** The same, with the device refused: that is what speaks against the winner then. */
    Weighing refused(String reason) {
        var changed = candidates.stream()
                .map(one -> one.verdict().equals(WON)
                        ? new Weighed(one.engagement(), one.step(), one.ageSeconds(), one.windowSeconds(), reason)
                        : one)
                .toList();
        return new Weighing(changed, Optional.empty(), Optional.empty());
    }
}
