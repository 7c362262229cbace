package io.postway.settings;

import org.jspecify.annotations.Nullable;

/**
 * How an app attributes (Adjust, "Attribution windows", "Reattribution").
 *
 * @param clickWindowHours how old a click may be at the install it is credited with: 24 to 720, default 168
 * @param impressionWindowHours the same for an impression: 1 to 720; null: impressions win nothing
 * @param reattributionWindowHours the same for a reattribution: 24 to 720, default 168
 * @param inactivityHours how long a user must have been away to be won anew: 0 to 8760, default 168
 * @param childrenPerTracker how many sub-levels a tracker may have below it before they pool into {@code unknown}: 1 to
 *     250,000, default 10,000
 * @param hardwareIds whether IMEI and MEID, which no user can reset, may tell devices apart; off by default
 */
public record AttributionSettings(
        @Nullable Integer clickWindowHours,
        @Nullable Integer impressionWindowHours,
        @Nullable Integer reattributionWindowHours,
        @Nullable Integer inactivityHours,
        @Nullable Integer childrenPerTracker,
        boolean hardwareIds) {

    /** How far the number of sub-levels can be raised. */
    public static final int MAX_CHILDREN_PER_TRACKER = 250_000;

    static final int DEFAULT_CHILDREN_PER_TRACKER = 10_000;

    public AttributionSettings {
        Rules.hours("attribution.click_window_hours", clickWindowHours, 24, 720);
        Rules.hours("attribution.impression_window_hours", impressionWindowHours, 1, 720);
        Rules.hours("attribution.reattribution_window_hours", reattributionWindowHours, 24, 720);
        Rules.hours("attribution.inactivity_hours", inactivityHours, 0, 8760);
        Rules.that(
                childrenPerTracker == null
                        || (childrenPerTracker >= 1 && childrenPerTracker <= MAX_CHILDREN_PER_TRACKER),
                "attribution.children_per_tracker must be 1 to " + MAX_CHILDREN_PER_TRACKER);
    }

    static AttributionSettings defaults() {
        return new AttributionSettings(null, null, null, null, null, false);
    }
}
