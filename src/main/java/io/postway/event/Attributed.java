package io.postway.event;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param rejection why the credit was refused; null: it was not
 * @param candidates every engagement that was weighed, in that order; of very many the winner and the first
 * @param otherDevices our ids for other devices that lost an id to this one with the report
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
        @Nullable Rejection rejection,
        List<Candidate> candidates,
        List<String> otherDevices,
        List<Forwarding> forwarding)
        implements Stamped {

    public Attributed {
        candidates = List.copyOf(candidates);
        otherDevices = List.copyOf(otherDevices);
        forwarding = List.copyOf(forwarding);
    }

    /** The same, with what forwarding decided. */
    public Attributed forwarded(List<Forwarding> decided) {
        return new Attributed(
                id,
                receivedAt,
                settingsVersion,
                kind,
                appToken,
                environment,
                activity,
                device,
                rejection,
                candidates,
                otherDevices,
                decided);
    }

    /**
     * A device as the activity left it.
     *
     * @param adid our id for it: minted per app, environment and device, the same in replay
     * @param installedAt when its first session happened
     * @param facts the last known model, system, language and the like, by parameter name
     * @param reattributedAt when its user was last won anew; null: never
     * @param untrusted whether its install was rejected for what the device is; then nobody has brought it
     * @param creditedBy the id of the activity that decided so: it explains why
     * @param attribution who brought it; null: nobody, it is organic or untrusted
     * @param sharing what its user lets partners hear of it; null: nobody has spoken of that
     */
    public record DeviceView(
            String adid,
            DeviceIds ids,
            Instant installedAt,
            @Nullable Instant lastSessionAt,
            long sessionCount,
            DeviceFacts facts,
            @Nullable Instant reattributedAt,
            boolean untrusted,
            UUID creditedBy,
            @Nullable Attribution attribution,
            @Nullable Sharing sharing) {

        /** The same, credited to somebody else. */
        public DeviceView creditedTo(@Nullable Attribution other) {
            return new DeviceView(
                    adid,
                    ids,
                    installedAt,
                    lastSessionAt,
                    sessionCount,
                    facts,
                    reattributedAt,
                    false,
                    creditedBy,
                    other,
                    sharing);
        }

        @Override
        public String toString() {
            return "DeviceView[" + ids + "]";
        }
    }

    /**
     * The engagement that a device is credited to.
     *
     * @param match how it was found to belong to the device
     * @param engagementId that of the click or impression
     * @param engagedAt when it came in
     * @param parameters its own, but for those that tell which device it was
     */
    public record Attribution(
            EngagementKind kind,
            Match match,
            UUID engagementId,
            Tracker tracker,
            Instant engagedAt,
            Parameters parameters) {}

    /** By what an engagement and a device were found to belong together. */
    public enum Match {
        /** Google Play named the click. */
        REFERRER,
        /** They share an id. */
        DEVICE,
        /** They share an address and look alike. */
        PROBABILISTIC
    }

    /**
     * Why a credit was refused.
     *
     * @param reason such as {@code engagement_injection} (Adjust, "Rejected installs and reattributions")
     * @param engagementId whose credit it would have been; null: nobody's, the device itself is rejected
     */
    public record Rejection(String reason, @Nullable UUID engagementId) {}

    /**
     * An engagement that was weighed, and how it fared.
     *
     * @param step the waterfall's step it stood in, such as {@code click_device_match}
     * @param windowSeconds how old it may have been; 0: none of its step wins
     * @param verdict {@code won}, or why it lost, such as {@code outside_window}; docs/attribution.md has them all
     */
    public record Candidate(
            UUID engagementId, Tracker tracker, String step, long ageSeconds, long windowSeconds, String verdict) {}

    /**
     * What became of an activity at a partner: a callback, or the reason why none.
     *
     * @param leftOut what the callback could have said and does not
     */
    public record Forwarding(
            Partner partner,
            @Nullable String partnerId,
            @Nullable String callbackId,
            @Nullable String withheld,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LeftOut> leftOut) {

        public Forwarding {
            // Records from before there was such a list have none.
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
        }

        public static Forwarding sent(Partner partner, String partnerId, String callbackId, List<LeftOut> leftOut) {
            return new Forwarding(partner, partnerId, callbackId, null, leftOut);
        }

        public static Forwarding withheld(Partner partner, String reason) {
            return new Forwarding(partner, null, null, reason, List.of());
        }
    }

    @Override
    public String toString() {
        return "Attributed[" + id + ", " + kind + "]";
    }
}
