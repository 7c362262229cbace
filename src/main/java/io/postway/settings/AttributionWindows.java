package io.postway.settings;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old an engagement may be at what it is credited with (Adjust, "Attribution windows", "Reattribution"). Links,
 * partners' panels and apps have these, each as far as it wants; the link comes first, then the partner, then the app.
 *
 * @param clickWindowHours a click at an install: 24 to 720
 * @param probabilisticClickWindowHours a click that matches by address and device only: 1 to 24
 * @param impressionWindowHours an impression: 1 to 720
 * @param probabilisticImpressionWindowHours an impression that matches by address and device only: 1 to 24
 * @param reattributionWindowHours an engagement at a reattribution: 24 to 720
 * @param inactivityHours how long a user must have been away to be won anew: 0 to 8760
 */
public record AttributionWindows(
        @Nullable Integer clickWindowHours,
        @Nullable Integer probabilisticClickWindowHours,
        @Nullable Integer impressionWindowHours,
        @Nullable Integer probabilisticImpressionWindowHours,
        @Nullable Integer reattributionWindowHours,
        @Nullable Integer inactivityHours) {

    private static final int A_WEEK = 168;
    private static final int DEFAULT_PROBABILISTIC_HOURS = 6;

    private static final AttributionWindows NONE = new AttributionWindows(null, null, null, null, null, null);

    public AttributionWindows {
        Rules.between("click_window_hours", clickWindowHours, 24, 720);
        Rules.between("probabilistic_click_window_hours", probabilisticClickWindowHours, 1, 24);
        Rules.between("impression_window_hours", impressionWindowHours, 1, 720);
        Rules.between("probabilistic_impression_window_hours", probabilisticImpressionWindowHours, 1, 24);
        Rules.between("reattribution_window_hours", reattributionWindowHours, 24, 720);
        Rules.between("inactivity_hours", inactivityHours, 0, 8760);
    }

    public static AttributionWindows none() {
        return NONE;
    }

    /** These, and where they are silent, {@code others}. */
    public AttributionWindows orElse(AttributionWindows others) {
        return new AttributionWindows(
                first(clickWindowHours, others.clickWindowHours),
                first(probabilisticClickWindowHours, others.probabilisticClickWindowHours),
                first(impressionWindowHours, others.impressionWindowHours),
                first(probabilisticImpressionWindowHours, others.probabilisticImpressionWindowHours),
                first(reattributionWindowHours, others.reattributionWindowHours),
                first(inactivityHours, others.inactivityHours));
    }

    private static @Nullable Integer first(@Nullable Integer own, @Nullable Integer other) {
        return own == null ? other : own;
    }

    /** Default: a week; it cannot be switched off. */
    public Duration click() {
        return hours(clickWindowHours, A_WEEK);
    }

    /** Default: 6 hours; whether such clicks count at all is the app's to say. */
    public Duration probabilisticClick() {
        return hours(probabilisticClickWindowHours, DEFAULT_PROBABILISTIC_HOURS);
    }

    /** None: impressions win nothing. */
    public Optional<Duration> impression() {
        return Optional.ofNullable(impressionWindowHours).map(Duration::ofHours);
    }

    /** None: impressions that match by address and device only win nothing. */
    public Optional<Duration> probabilisticImpression() {
        return Optional.ofNullable(probabilisticImpressionWindowHours).map(Duration::ofHours);
    }

    /** Default: a week. */
    public Duration reattribution() {
        return hours(reattributionWindowHours, A_WEEK);
    }

    /** Default: a week; zero: whoever comes back can be won anew. */
    public Duration inactivity() {
        return hours(inactivityHours, A_WEEK);
    }

    private static Duration hours(@Nullable Integer hours, int ifAbsent) {
        return Duration.ofHours(Objects.requireNonNullElse(hours, ifAbsent));
    }
}
