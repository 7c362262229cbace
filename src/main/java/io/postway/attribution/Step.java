package io.postway.attribution;

import io.postway.event.Attributed.Match;
import io.postway.event.EngagementKind;
import java.util.Locale;

/** Where in the waterfall an engagement stands, the strongest first (Adjust, "Attribution waterfall"). */
enum Step {
    CLICK_REFERRER_MATCH(1),
    /** Equal in rank to the first: the latest of both wins. */
    CLICK_DEVICE_MATCH(1),
    CLICK_PROBABILISTIC(2),
    IMPRESSION_DEVICE_MATCH(3),
    IMPRESSION_PROBABILISTIC(4);

    private final int rank;

    Step(int rank) {
        this.rank = rank;
    }

    static Step of(EngagementKind kind, Match by) {
        return switch (kind) {
            case CLICK ->
                switch (by) {
                    case REFERRER -> CLICK_REFERRER_MATCH;
                    case DEVICE -> CLICK_DEVICE_MATCH;
                    case PROBABILISTIC -> CLICK_PROBABILISTIC;
                };
            case IMPRESSION -> by == Match.PROBABILISTIC ? IMPRESSION_PROBABILISTIC : IMPRESSION_DEVICE_MATCH;
        };
    }

    int rank() {
        return rank;
    }

    boolean isProbabilistic() {
        return this == CLICK_PROBABILISTIC || this == IMPRESSION_PROBABILISTIC;
    }

    boolean isClick() {
        return rank <= 2;
    }

    /** As explanations name it, such as {@code click_device_match}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
