package io.postway.market;

import java.util.Comparator;
import java.util.List;

/** A remembered engagement that matches a session. */
record Candidate(Remembered engagement, String step) {

    static final String REFERRER = "referrer_match";
    static final String DEVICE = "device_match";
    static final String PROBABILISTIC = "probabilistic";

    /** The order of weighing. */
    static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::rank)
            .thenComparingLong(candidate -> -candidate.engagement.receivedAt().getEpochSecond())
            .thenComparingInt(candidate -> candidate.isReferred() ? 0 : 1)
            .thenComparing(candidate -> candidate.engagement.receivedAt(), Comparator.reverseOrder())
            .thenComparing(candidate -> candidate.engagement.id(), Comparator.reverseOrder());

    private static final List<String> STEPS =
            List.of("click_device_match", "click_probabilistic", "impression_device_match", "impression_probabilistic");

    /** Which step it is; what Play names and what shares an id stand in the same. */
    int rank() {
        return isReferred() ? 0 : STEPS.indexOf(step);
    }

    boolean isReferred() {
        return step.endsWith(REFERRER);
    }

    boolean isProbabilistic() {
        return step.endsWith(PROBABILISTIC);
    }

    boolean isClick() {
        return engagement.isClick();
    }
}
