package io.postway.attribution;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param childrenPerTracker how many sub-levels a tracker may have below it before they pool: 1 to 250,000 */
@ConfigurationProperties("postway.attribution")
record AttributionProperties(int childrenPerTracker) {

    AttributionProperties {
        if (childrenPerTracker < 1 || childrenPerTracker > TrackerBook.MAX_OF_LINK) {
            throw new IllegalArgumentException("postway.attribution.children-per-tracker must be 1 to "
                    + TrackerBook.MAX_OF_LINK + ", was: " + childrenPerTracker);
        }
    }
}
