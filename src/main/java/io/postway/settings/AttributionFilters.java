package io.postway.settings;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an app holds against devices and engagements (Adjust, "Fraud prevention features"): those with a threshold are
 * off until there is one, the others are on until somebody turns them off.
 *
 * @param anonymousTraffic whether installs from addresses on the operator's list are trusted; default true: not
 * @param malformedAdvertisingIds the same for devices whose advertising id cannot be one
 * @param engagementInjection the same for clicks that came after the installation had begun
 * @param maxEngagementsPerHour how many of one link and kind a device may have: 1 to 100
 * @param minClickToInstallSeconds how long a person takes at least: 1 to 86,400
 * @param minClickToReattributionSeconds the same for coming back; a deep link is quick
 */
public record AttributionFilters(
        @Nullable Boolean anonymousTraffic,
        @Nullable Boolean malformedAdvertisingIds,
        @Nullable Boolean engagementInjection,
        @Nullable Integer maxEngagementsPerHour,
        @Nullable Integer minClickToInstallSeconds,
        @Nullable Integer minClickToReattributionSeconds) {

    /** No more of them are remembered by one identifier. */
    private static final int MAX_ENGAGEMENTS = 100;

    private static final int A_DAY = 86_400;

    private static final AttributionFilters DEFAULTS = new AttributionFilters(null, null, null, null, null, null);

    public AttributionFilters {
        Rules.between("max_engagements_per_hour", maxEngagementsPerHour, 1, MAX_ENGAGEMENTS);
        Rules.between("min_click_to_install_seconds", minClickToInstallSeconds, 1, A_DAY);
        Rules.between("min_click_to_reattribution_seconds", minClickToReattributionSeconds, 1, A_DAY);
    }

    static AttributionFilters defaults() {
        return DEFAULTS;
    }

    public boolean rejectsAnonymousTraffic() {
        return isOn(anonymousTraffic);
    }

    public boolean rejectsMalformedAdvertisingIds() {
        return isOn(malformedAdvertisingIds);
    }

    public boolean rejectsEngagementInjection() {
        return isOn(engagementInjection);
    }

    /** None: as many as come. */
    public Optional<Integer> engagementsPerHour() {
        return Optional.ofNullable(maxEngagementsPerHour);
    }

    /** None: no click is too quick. */
    public Optional<Duration> clickToInstall() {
        return Optional.ofNullable(minClickToInstallSeconds).map(Duration::ofSeconds);
    }

    /** None: no click is too quick. */
    public Optional<Duration> clickToReattribution() {
        return Optional.ofNullable(minClickToReattributionSeconds).map(Duration::ofSeconds);
    }

    private static boolean isOn(@Nullable Boolean filter) {
        return Objects.requireNonNullElse(filter, true);
    }
}
