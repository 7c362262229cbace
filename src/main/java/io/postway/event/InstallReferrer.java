package io.postway.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Google Play told the app about its installation (Play Install Referrer API), in whole seconds. What Play did not
 * know, or nobody can have meant, is null.
 *
 * @param reftag the click that led to the store, as the click's redirect wrote it into the referrer
 * @param externalClickId the same in the words of whoever made the click
 * @param clickTime when Play saw the click
 * @param installBeginTime when the installation began
 */
public record InstallReferrer(
        @Nullable UUID reftag,
        @Nullable String externalClickId,
        @Nullable Instant clickTime,
        @Nullable Instant installBeginTime) {

    @Override
    public String toString() {
        return "InstallReferrer[" + reftag + "]";
    }
}
