package io.postway.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An activity after the decision: what it was, which device, who gets the credit, why, and what was forwarded.
 *
 * @param id that of the session or event it came from
 * @param activity the report itself
 * @param device what was known of the device once the activity had been counted
 * @param candidates every engagement that was weighed for an install, the winner first; empty for anything else
 * @param forwarding one entry per partner id, or one that says why nothing went out
 */
public record Attributed(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        ActivityKind kind,
        AppToken appToken,
        Environment environment,
        Activity activity,
        DeviceView device,
        List<Candidate> candidates,
        List<Forwarding> forwarding)
        implements Stamped {

    public Attributed {
        candidates = List.copyOf(candidates);
        forwarding = List.copyOf(forwarding);
    }

    /** The same, with what forwarding decided. */
    public Attributed forwarded(List<Forwarding> decided) {
        return new Attributed(
                id, receivedAt, settingsVersion, kind, appToken, environment, activity, device, candidates, decided);
    }

    /**
     * A device as the activity left it.
     *
     * @param adid our id for it: minted per app, environment and device, the same in replay
     * @param installedAt when its first session happened
     * @param facts the last known model, system, language and the like, by parameter name
     * @param attribution who brought it; null: nobody, it is organic
     */
    public record DeviceView(
            String adid,
            DeviceIds ids,
            Instant installedAt,
            @Nullable Instant lastSessionAt,
            long sessionCount,
            DeviceFacts facts,
            @Nullable Attribution attribution) {

        @Override
        public String toString() {
            return "DeviceView[" + ids + "]";
        }
    }

    /**
     * The engagement that a device is credited to.
     *
     * @param engagementId that of the click or impression
     * @param engagedAt when it came in
     * @param parameters its own, whole
     */
    public record Attribution(
            EngagementKind kind, UUID engagementId, Tracker tracker, Instant engagedAt, Parameters parameters) {}

    /**
     * An engagement that was weighed, and how it fared.
     *
     * @param step the waterfall's step it stood in, such as {@code click_device_match}
     * @param verdict {@code won}, or why it lost: {@code not_the_latest}, {@code outside_window},
     *     {@code after_the_install}, {@code click_came_first} (an impression beside a click), {@code not_enabled} (an
     *     impression where none may win)
     */
    public record Candidate(
            UUID engagementId, Tracker tracker, String step, long ageSeconds, long windowSeconds, String verdict) {}

    /** What became of an activity at a partner: a callback, or the reason why none. */
    public record Forwarding(
            Partner partner,
            @Nullable String partnerId,
            @Nullable String callbackId,
            @Nullable String withheld) {

        public static Forwarding sent(Partner partner, String partnerId, String callbackId) {
            return new Forwarding(partner, partnerId, callbackId, null);
        }

        public static Forwarding withheld(Partner partner, String reason) {
            return new Forwarding(partner, null, null, reason);
        }
    }

    @Override
    public String toString() {
        return "Attributed[" + id + ", " + kind + "]";
    }
}
