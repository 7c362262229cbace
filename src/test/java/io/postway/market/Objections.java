package io.postway.market;

import java.util.List;
import java.util.Optional;

/** What speaks against candidates for one session; subclasses know what it is to the device. */
abstract class Objections {

    private static final long HOUR_MILLIS = 3_600_000;

    final Shop shop;
    final Report session;
    private final List<Candidate> candidates;

    Objections(Shop shop, Report session, List<Candidate> candidates) {
        this.shop = shop;
        this.session = session;
        this.candidates = candidates;
    }

    /** None: nothing does. */
    final Optional<String> against(Candidate candidate) {
        return beforeFilters(candidate).or(() -> filter(candidate));
    }

    abstract Optional<String> beforeFilters(Candidate candidate);

    /** How old it may be, in seconds; none: it may win nothing. */
    abstract Optional<Long> window(Candidate candidate);

    /** Whether an injection is looked for at all. */
    abstract boolean installs();

    abstract String outlierThreshold();

    final long age(Candidate candidate) {
        return Times.age(session.at(), candidate.engagement().receivedAt());
    }

    /** Whose session it is cannot be told by names that have nothing in common. */
    final boolean isOtherDevice(Candidate candidate) {
        return candidate.isProbabilistic()
                && !candidate
                        .engagement()
                        .look()
                        .orElseThrow()
                        .mayBe(session.look().orElseThrow());
    }

    final Optional<Long> shopWindow(String name, Candidate candidate) {
        return shop.seconds(name, candidate.engagement().link());
    }

    /** Of its step at an install. */
    final Optional<Long> ownWindow(Candidate candidate) {
        var name = candidate.isClick() ? "click_window_hours" : "impression_window_hours";
        return shopWindow(candidate.isProbabilistic() ? "probabilistic_" + name : name, candidate);
    }

    private Optional<String> filter(Candidate candidate) {
        if (isTooMany(candidate)) {
            return Optional.of("too_many_engagements");
        }
        if (isInjected(candidate)) {
            return Optional.of("engagement_injection");
        }
        var minimum = shop.threshold(outlierThreshold());
        return candidate.isClick() && minimum.isPresent() && age(candidate) < minimum.get()
                ? Optional.of("distribution_outlier")
                : Optional.empty();
    }

    private boolean isInjected(Candidate candidate) {
        var begin = session.installBeginTime();
        if (!installs() || !candidate.isClick() || !shop.filters("engagement_injection") || begin.isEmpty()) {
            return false;
        }
        var isClickedAfter = Times.age(begin.get(), candidate.engagement().receivedAt()) < 0;
        var isReferredAfter = session.referrerClickTime()
                .filter(clicked -> Times.age(begin.get(), clicked) < 0)
                .isPresent();
        return isClickedAfter || (candidate.isReferred() && isReferredAfter);
    }

    private boolean isTooMany(Candidate candidate) {
        var most = shop.threshold("max_engagements_per_hour");
        if (most.isEmpty() || candidate.isProbabilistic()) {
            return false;
        }
        var alike = candidates.stream()
                .filter(other -> !other.isProbabilistic() && age(other) >= 0)
                .filter(other -> other.isClick() == candidate.isClick())
                .filter(other ->
                        other.engagement().link().equals(candidate.engagement().link()))
                .map(other -> other.engagement().receivedAt().toEpochMilli())
                .toList();
        var at = candidate.engagement().receivedAt().toEpochMilli();
        return alike.stream()
                .filter(start -> start <= at && at < start + HOUR_MILLIS)
                .anyMatch(start -> alike.stream()
                                .filter(time -> time >= start && time < start + HOUR_MILLIS)
                                .count()
                        > most.get());
    }
}
