package io.postway.event;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An accepted postback: Apple's claims as received, our verdict on its signature, what the ad network added, and what
 * we knew about it when it came.
 *
 * @param route who sent it here
 * @param network the fingerprint of the token whose path it came by; null: a device sent it
 * @param networkName how the settings name that network; of a device's copy, the one with its ad-network-id, if any
 * @param appToken the app with the postback's {@code app-id}; null: we know none
 * @param claims Apple's part, signed or not
 * @param campaign the ad network's part
 * @param signature the verdict, and why
 * @param flags what of it our settings do not know
 * @param warnings what was odd but no reason to refuse, for people
 * @param query the query as it came, for those sent in query form; null: none
 * @param body the body as it came, all of it
 */
public record Postback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        Route route,
        @Nullable String network,
        @Nullable String networkName,
        @Nullable AppToken appToken,
        Claims claims,
        Campaign campaign,
        Signature signature,
        Set<Flag> flags,
        List<String> warnings,
        @Nullable String query,
        RawBytes body)
        implements Stamped {

    public Postback {
        flags = Set.copyOf(flags);
        warnings = List.copyOf(warnings);
    }

    /** Who sends a postback; a device sends the developer a copy of what it sends the network. */
    public enum Route {
        FORWARDED,
        DIRECT
    }

    /** What a postback names that our settings do not know, or know otherwise. */
    public enum Flag {
        UNKNOWN_APP,
        UNKNOWN_LINK,
        LINK_OF_ANOTHER_APP,
        UNREGISTERED_AD_NETWORK_ID
    }

    /**
     * What the ad network appended.
     *
     * @param tracker {@code adjust-tracker} as sent, and so are {@code campaign}, {@code adgroup} and {@code creative}
     * @param link the known link that {@code tracker} names
     * @param trackerName {@code Network::Campaign::Adgroup::Creative}, as far as the levels go
     * @param timestamp when the network got the postback from Apple; our own receipt where it did not say so credibly
     * @param country two letters in lower case; {@code ZZ}: unknown
     */
    public record Campaign(
            @Nullable String tracker,
            @Nullable LinkToken link,
            String trackerName,
            @Nullable String campaign,
            @Nullable String campaignId,
            @Nullable String adgroup,
            @Nullable String adgroupId,
            @Nullable String creative,
            @Nullable String creativeId,
            Instant timestamp,
            String country,
            @Nullable String ipAddress,
            @Nullable String userAgent) {}

    /**
     * The verdict on the signature.
     *
     * @param reason why it is not valid; null: it is
     * @param withoutSourceAppId whether it is only valid without a {@code source-app-id} that somebody filled with 0
     */
    public record Signature(State state, @Nullable String reason, boolean withoutSourceAppId) {

        /** What a verdict can be; only {@code VALID} counts. */
        public enum State {
            /** Apple's production key signed it. */
            VALID,
            /** Apple did not sign these values. */
            INVALID,
            /** Nobody can tell: an unknown version or key. */
            UNVERIFIABLE,
            /** Apple's development key signed it, which any phone in developer mode can have. */
            DEVELOPMENT
        }
    }

    @Override
    public String toString() {
        return "Postback[" + id + ", " + signature.state() + "]";
    }
}
