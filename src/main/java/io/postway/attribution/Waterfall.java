package io.postway.attribution;

import io.postway.event.Attributed.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who gets the credit (Adjust, "Attribution waterfall"): step by step the latest candidate that nothing speaks against.
 */
final class Waterfall {

    /** How many an attributed record tells. */
    static final int MAX_CANDIDATES = 200;

    /**
     * Step by step, in each the latest second first; in one second Play's word before an id's. Two in one millisecond
     * are told apart by their ids, which rise with time; so every replay agrees.
     */
    private static final Comparator<Matched> IN_ORDER = Comparator.<Matched>comparingInt(
                    candidate -> candidate.step().rank())
            .thenComparing(candidate -> candidate.engagement().at().getEpochSecond(), Comparator.reverseOrder())
            .thenComparing(Matched::step)
            .thenComparing(candidate -> candidate.engagement().at(), Comparator.reverseOrder())
            .thenComparing(candidate -> candidate.engagement().id().toString(), Comparator.reverseOrder());

    private Waterfall() {}

    /** A candidate and how it fared. */
    record Weighed(Matched candidate, Duration age, Duration window, Verdict verdict) {

        private boolean won() {
            return verdict == Verdict.WON;
        }

        private Candidate told() {
            return new Candidate(
                    candidate.engagement().id(),
                    candidate.engagement().tracker(),
                    candidate.step().wireName(),
                    age.toSeconds(),
                    window.toSeconds(),
                    verdict.wireName());
        }
    }

    /**
     * The result of weighing.
     *
     * @param all the candidates in the order of weighing
     * @param rejected the one that would have won, had no filter spoken against it
     */
    record Result(List<Weighed> all, Optional<Weighed> rejected) {

        Optional<Matched> winner() {
            return all.stream().filter(Weighed::won).map(Weighed::candidate).findFirst();
        }

        /** The same with the winner's victory taken away. */
        Result withoutVictory(Verdict why) {
            return new Result(
                    all.stream()
                            .map(one -> one.won() ? new Weighed(one.candidate, one.age, one.window, why) : one)
                            .toList(),
                    rejected);
        }

        /** A device that is reported with many ids can have thousands; the winner is among those that are told. */
        List<Candidate> candidates() {
            var told = all.size() <= MAX_CANDIDATES
                    ? all.stream()
                    : Stream.concat(
                            all.stream().filter(Weighed::won), all.stream().filter(one -> !one.won()));
            return told.limit(MAX_CANDIDATES).map(Weighed::told).toList();
        }
    }

    static Result weigh(Collection<Matched> candidates, Occasion occasion) {
        var filters = Filters.on(occasion, candidates);
        var all = new ArrayList<Weighed>();
        Optional<Matched> winner = Optional.empty();
        Optional<Weighed> rejected = Optional.empty();
        for (Matched candidate : candidates.stream().sorted(IN_ORDER).toList()) {
            var age = occasion.age(candidate);
            var window = occasion.window(candidate);
            var unfit = occasion.objection(candidate, age, window);
            var suspect = unfit.isPresent() ? Optional.<Verdict>empty() : filters.objection(candidate, age);
            var verdict = unfit.or(() -> suspect).orElse(beaten(candidate, winner));
            var weighed = new Weighed(candidate, age, window.orElse(Duration.ZERO), verdict);
            if (weighed.won()) {
                winner = Optional.of(candidate);
            }
            if (suspect.isPresent() && winner.isEmpty() && rejected.isEmpty()) {
                rejected = Optional.of(weighed);
            }
            all.add(weighed);
        }
        return new Result(all, rejected);
    }

    private static Verdict beaten(Matched candidate, Optional<Matched> winner) {
        return winner.map(won -> won.step().rank() == candidate.step().rank()
                        ? Verdict.NOT_THE_LATEST
                        : Verdict.EARLIER_STEP_WON)
                .orElse(Verdict.WON);
    }
}
