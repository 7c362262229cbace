package io.postway.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a link has brought so far.
 *
 * @param uncounted clicks and impressions of programs: previews, bots, {@code HEAD}, prefetching
 * @param clicksWithoutBackinappClickId of those counted, how many lack BackInApp's id; 0 at others' links
 * @param redirectsRefused of those counted, how many named a place that the app does not allow
 * @param lastAt when the last one came; null: none has
 */
public record LinkTally(
        long clicks,
        long impressions,
        long uncounted,
        long clicksWithoutBackinappClickId,
        long redirectsRefused,
        @Nullable Instant lastAt) {

    public static LinkTally none() {
        return new LinkTally(0, 0, 0, 0, 0, null);
    }

    public LinkTally plus(Engagement engagement) {
        var counts = engagement.counts();
        return new LinkTally(
                clicks + one(counts && engagement instanceof Click),
                impressions + one(counts && engagement instanceof Impression),
                uncounted + one(!counts),
                clicksWithoutBackinappClickId
                        + one(counts && engagement.flags().contains(Engagement.Flag.NO_BACKINAPP_CLICK_ID)),
                redirectsRefused + one(counts && engagement.flags().contains(Engagement.Flag.REDIRECT_REFUSED)),
                engagement.receivedAt());
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
