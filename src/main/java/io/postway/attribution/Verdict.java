package io.postway.attribution;

import java.util.Locale;

/** How a candidate fared. docs/attribution.md says when each is given, and in which order. */
enum Verdict {
    WON,
    NOT_ENABLED,
    AFTER_THE_INSTALL,
    AFTER_THE_SESSION,
    BEFORE_THE_LAST_CREDIT,
    OUTSIDE_WINDOW,
    OTHER_DEVICE,
    SAME_TRACKER,
    MAY_NOT_REATTRIBUTE,
    STILL_ACTIVE,
    TOO_MANY_ENGAGEMENTS,
    ENGAGEMENT_INJECTION,
    DISTRIBUTION_OUTLIER,
    /** It would have won, but the device is not trusted. */
    ANONYMOUS_TRAFFIC,
    /** It would have won, but the device is not trusted. */
    MALFORMED_ADVERTISING_ID,
    EARLIER_STEP_WON,
    NOT_THE_LATEST;

    /** As explanations and {@code rejection_reason} name it, such as {@code outside_window}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
