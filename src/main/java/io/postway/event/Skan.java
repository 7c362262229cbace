package io.postway.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SKAdNetwork postback by version (Apple, "Identifying the parameters in install-validation postbacks"). Ids of apps
 * have 64 bits; texts are kept as received, since they were signed like that.
 *
 * <p>Where a component may be null, Apple or the ad network left it out.
 */
public sealed interface Skan extends Claims {

    /** As in the signed message; {@code 1.0} also for a postback without one. */
    @JsonProperty
    String version();

    String attributionSignature();

    @Override
    default Protocol protocol() {
        return Protocol.SKADNETWORK;
    }

    /** Up to 2.2 Apple tells winners only. */
    @Override
    default boolean won() {
        return true;
    }

    @Override
    default int sequenceIndex() {
        return 0;
    }

    @Override
    default Optional<Integer> fineValue() {
        return Optional.empty();
    }

    @Override
    default Optional<CoarseValue> coarse() {
        return Optional.empty();
    }

    /** From 2.0 on the app also tells how the user converted. */
    sealed interface SinceV20 extends Skan {

        boolean redownload();

        @Nullable
        Integer conversionValue();

        @Override
        default Conversion conversion() {
            return redownload() ? Conversion.REDOWNLOAD : Conversion.DOWNLOAD;
        }

        @Override
        default Optional<Integer> fineValue() {
            return Optional.ofNullable(conversionValue());
        }
    }

    /** From 3.0 on networks whose ad did not win hear so, too. */
    sealed interface SinceV30 extends SinceV20 {

        boolean didWin();

        @Override
        default boolean won() {
            return didWin();
        }
    }

    /** @param redownload not signed, but real postbacks of this version have it */
    record V10(
            String adNetworkId,
            int campaignId,
            long appId,
            String transactionId,
            @Nullable Boolean redownload,
            String attributionSignature)
            implements Skan {

        @Override
        public String version() {
            return "1.0";
        }

        @Override
        public Conversion conversion() {
            return Boolean.TRUE.equals(redownload) ? Conversion.REDOWNLOAD : Conversion.DOWNLOAD;
        }
    }

    record V20(
            String adNetworkId,
            int campaignId,
            long appId,
            String transactionId,
            boolean redownload,
            @Nullable Long sourceAppId,
            @Nullable Integer conversionValue,
            String attributionSignature)
            implements SinceV20 {

        @Override
        public String version() {
            return "2.0";
        }
    }

    /** As 2.0, signed with another key. */
    record V21(
            String adNetworkId,
            int campaignId,
            long appId,
            String transactionId,
            boolean redownload,
            @Nullable Long sourceAppId,
            @Nullable Integer conversionValue,
            String attributionSignature)
            implements SinceV20 {

        @Override
        public String version() {
            return "2.1";
        }
    }

    /** @param fidelityType 0: the ad was seen; 1: Apple's own sheet showed it */
    record V22(
            String adNetworkId,
            int campaignId,
            long appId,
            String transactionId,
            boolean redownload,
            @Nullable Long sourceAppId,
            int fidelityType,
            @Nullable Integer conversionValue,
            String attributionSignature)
            implements SinceV20 {

        @Override
        public String version() {
            return "2.2";
        }
    }

    record V30(
            String adNetworkId,
            int campaignId,
            long appId,
            String transactionId,
            boolean redownload,
            @Nullable Long sourceAppId,
            int fidelityType,
            boolean didWin,
            @Nullable Integer conversionValue,
            String attributionSignature)
            implements SinceV30 {

        @Override
        public String version() {
            return "3.0";
        }
    }

    /**
     * @param sourceIdentifier 2 to 4 digits, in place of the campaign
     * @param sourceAppId the app that showed the ad; never together with {@code sourceDomain}
     * @param sourceDomain the site that showed the ad
     */
    record V40(
            String adNetworkId,
            String sourceIdentifier,
            long appId,
            String transactionId,
            boolean redownload,
            @Nullable Long sourceAppId,
            @Nullable String sourceDomain,
            int fidelityType,
            boolean didWin,
            int postbackSequenceIndex,
            @Nullable Integer conversionValue,
            @Nullable CoarseValue coarseConversionValue,
            @Nullable String countryCode,
            String attributionSignature)
            implements SinceV30 {

        @Override
        public String version() {
            return "4.0";
        }

        @Override
        public int sequenceIndex() {
            return postbackSequenceIndex;
        }

        @Override
        public Optional<CoarseValue> coarse() {
            return Optional.ofNullable(coarseConversionValue);
        }
    }

    /**
     * A version above all that Apple has published: its layout is not known, so it can be kept but not verified.
     *
     * @param version as received
     */
    record Newer(String version, String adNetworkId, long appId, String transactionId, String attributionSignature)
            implements Skan {

        @Override
        public Conversion conversion() {
            return Conversion.DOWNLOAD;
        }
    }
}
