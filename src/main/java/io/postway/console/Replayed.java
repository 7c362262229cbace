package io.postway.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a wish to replay dead letters.
 *
 * @param dryRun whether nothing was written
 * @param matched how many callbacks were meant, those skipped included
 * @param replayed how many are to be tried again now
 * @param callbackIds of those that are, or without a dry run would be; the first 1,000
 * @param complete whether everything was looked through
 * @param next where to go on; null: it is complete
 */
record Replayed(
        boolean dryRun,
        int matched,
        int replayed,
        Skipped skipped,
        List<String> callbackIds,
        boolean complete,
        @Nullable String next) {

    /** @param forgotten how many tell of a device that was erased since */
    record Skipped(int forgotten) {}

    Replayed {
        callbackIds = List.copyOf(callbackIds);
    }
}
