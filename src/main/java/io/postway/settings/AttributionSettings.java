package io.postway.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an app attributes. The windows are what {@link AttributionWindows} says; links and partners may have their own.
 *
 * @param probabilisticMatching whether address and device may stand for an id where there is none; off by default
 * @param probabilisticReattribution the same for users who come back
 * @param childrenPerTracker how many sub-levels a tracker may have below it before they pool into {@code unknown}: 1 to
 *     250,000, default 10,000
 * @param hardwareIds whether IMEI and MEID, which no user can reset, may tell devices apart; off by default
 */
public record AttributionSettings(
        @Nullable Integer clickWindowHours,
        @Nullable Integer probabilisticClickWindowHours,
        @Nullable Integer impressionWindowHours,
        @Nullable Integer probabilisticImpressionWindowHours,
        @Nullable Integer reattributionWindowHours,
        @Nullable Integer inactivityHours,
        boolean probabilisticMatching,
        boolean probabilisticReattribution,
        @Nullable AttributionFilters filters,
        @Nullable Integer childrenPerTracker,
        boolean hardwareIds) {

    /** How far the number of sub-levels can be raised. */
    public static final int MAX_CHILDREN_PER_TRACKER = 250_000;

    private static final int DEFAULT_CHILDREN_PER_TRACKER = 10_000;

    private static final AttributionSettings DEFAULTS =
            new AttributionSettings(null, null, null, null, null, null, false, false, null, null, false);

    public AttributionSettings {
        Rules.between("children_per_tracker", childrenPerTracker, 1, MAX_CHILDREN_PER_TRACKER);
        // The same bounds as everywhere.
        new AttributionWindows(
                clickWindowHours,
                probabilisticClickWindowHours,
                impressionWindowHours,
                probabilisticImpressionWindowHours,
                reattributionWindowHours,
                inactivityHours);
    }

    static AttributionSettings defaults() {
        return DEFAULTS;
    }

    AttributionWindows windows() {
        return new AttributionWindows(
                clickWindowHours,
                probabilisticClickWindowHours,
                impressionWindowHours,
                probabilisticImpressionWindowHours,
                reattributionWindowHours,
                inactivityHours);
    }

    AttributionFilters effectiveFilters() {
        return Objects.requireNonNullElseGet(filters, AttributionFilters::defaults);
    }

    /** How many sub-levels a tracker may have below it before they pool (Adjust, "Link limit"). */
    int effectiveChildrenPerTracker() {
        return Objects.requireNonNullElse(childrenPerTracker, DEFAULT_CHILDREN_PER_TRACKER);
    }
}
