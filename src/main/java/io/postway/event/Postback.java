package io.postway.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An accepted SKAdNetwork postback: Apple's claims as received, our verdict on its signature, what the ad network
 * added, and what we knew about it when it came.
 *
 * @param networkToken the path that it came by
 * @param networkName how the settings name that network
 * @param appToken the app with the postback's {@code app-id}; null: we know none
 * @param claims Apple's part, signed or not
 * @param campaign the ad network's part
 * @param signature the verdict, and why
 * @param warnings what was odd but no reason to refuse
 * @param body the body as it came, all of it
 */
public record Postback(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        NetworkToken networkToken,
        String networkName,
        @Nullable AppToken appToken,
        Claims claims,
        Campaign campaign,
        Signature signature,
        List<String> warnings,
        RawBytes body)
        implements Stamped {

    public Postback {
        warnings = List.copyOf(warnings);
    }

    /** Apple's fields under Apple's names; null where the postback has none, or none that can be read. */
    public record Claims(
            @JsonProperty("version") String version,
            @JsonProperty("ad-network-id") String adNetworkId,
            @JsonProperty("campaign-id") @Nullable Long campaignId,
            @JsonProperty("source-identifier") @Nullable String sourceIdentifier,
            @JsonProperty("app-id") long appId,
            @JsonProperty("transaction-id") String transactionId,
            @JsonProperty("redownload") @Nullable Boolean redownload,
            @JsonProperty("source-app-id") @Nullable Long sourceAppId,
            @JsonProperty("source-domain") @Nullable String sourceDomain,
            @JsonProperty("fidelity-type") @Nullable Long fidelityType,
            @JsonProperty("did-win") @Nullable Boolean didWin,

            @JsonProperty("postback-sequence-index") @Nullable
            Long postbackSequenceIndex,

            @JsonProperty("conversion-value") @Nullable Long conversionValue,

            @JsonProperty("coarse-conversion-value") @Nullable
            String coarseConversionValue,

            @JsonProperty("country-code") @Nullable String countryCode,
            @JsonProperty("attribution-signature") String attributionSignature) {}

    /**
     * What the ad network appended.
     *
     * @param link the known link that {@code adjust-tracker} names
     * @param trackerName {@code Network::Campaign::Adgroup::Creative}, as far as the levels go
     * @param timestamp when the network got the postback from Apple; our own receipt where it did not say so credibly
     * @param country two letters in lower case; {@code ZZ}: unknown
     */
    public record Campaign(
            @Nullable LinkToken link,
            String trackerName,
            @Nullable String campaignId,
            @Nullable String adgroupId,
            @Nullable String creativeId,
            Instant timestamp,
            String country,
            @Nullable String ipAddress,
            @Nullable String userAgent) {}

    /** The verdict on the signature, and why it is not valid. */
    public record Signature(State state, @Nullable String reason) {

        /** What a verdict can be; only {@code VALID} counts. */
        public enum State {
            VALID,
            INVALID,
            UNVERIFIABLE,
            DEVELOPMENT
        }
    }

    @Override
    public String toString() {
        return "Postback[" + id + ", " + signature.state() + "]";
    }
}
