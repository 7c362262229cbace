package io.postway.event;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hit on a tracker link. Its {@code id} is the {@code adjust_reftag} that Play's install referrer brings back.
 *
 * @param mayReattribute false ({@code rt=0}): it may win an install, but never a reattribution
 * @param redirect where it was sent; null: nowhere, a server reported it
 */
public record Click(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        AppToken appToken,
        Tracker tracker,
        DeviceIds deviceIds,
        Parameters parameters,
        String rawQuery,
        boolean serverToServer,
        Visitor visitor,
        Set<Flag> flags,
        boolean mayReattribute,
        @Nullable Redirect redirect)
        implements Engagement {

    public Click {
        flags = Engagement.copyOf(flags);
    }

    /**
     * Where a click went, and why there.
     *
     * @param by what decided: the parameter's name, {@code store}, or {@code nothing}: there is no page
     * @param location the address; null: there is none
     * @param refused why a place that the click named was not taken; null: none was refused
     */
    public record Redirect(
            String by, @Nullable String location, @Nullable RefusedTarget refused) {

        /** What a click named, and what was wrong with it. */
        public record RefusedTarget(String parameter, String reason) {}

        @Override
        public String toString() {
            return "Redirect[" + by + "]";
        }
    }
}
