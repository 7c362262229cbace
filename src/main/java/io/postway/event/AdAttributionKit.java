package io.postway.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AdAttributionKit postback (Apple, "Identifying the parameters in a postback"). All up to
 * {@code marketplaceIdentifier} stands in the JWS and is signed; the rest stands beside it and is not.
 *
 * @param advertisedItemIdentifier the advertised app; 0 for Xcode's builds
 * @param sourceIdentifier 2 to 4 digits
 * @param publisherItemIdentifier the app that showed the ad; null: withheld
 * @param adInteractionType {@code view} or {@code click}
 * @param jwsString header, payload and signature as received
 */
public record AdAttributionKit(
        String postbackIdentifier,
        String adNetworkIdentifier,
        long advertisedItemIdentifier,
        String impressionType,
        String conversionType,
        boolean didWin,
        int postbackSequenceIndex,
        String sourceIdentifier,
        @Nullable Long publisherItemIdentifier,
        @Nullable String marketplaceIdentifier,
        @Nullable Integer conversionValue,
        @Nullable CoarseValue coarseConversionValue,
        @Nullable String adInteractionType,
        @Nullable String countryCode,
        String jwsString)
        implements Claims {

    @Override
    public Protocol protocol() {
        return Protocol.ADATTRIBUTIONKIT;
    }

    @Override
    public String adNetworkId() {
        return adNetworkIdentifier;
    }

    @Override
    public long appId() {
        return advertisedItemIdentifier;
    }

    @Override
    public String transactionId() {
        return postbackIdentifier;
    }

    @Override
    public Conversion conversion() {
        return switch (conversionType) {
            case "redownload" -> Conversion.REDOWNLOAD;
            case "re-engagement" -> Conversion.REENGAGEMENT;
            default -> Conversion.DOWNLOAD;
        };
    }

    @Override
    public boolean won() {
        return didWin;
    }

    @Override
    public int sequenceIndex() {
        return postbackSequenceIndex;
    }

    @Override
    public Optional<Integer> fineValue() {
        return Optional.ofNullable(conversionValue);
    }

    @Override
    public Optional<CoarseValue> coarse() {
        return Optional.ofNullable(coarseConversionValue);
    }

    @Override
    public String toString() {
        return "AdAttributionKit[" + postbackIdentifier + "]";
    }
}
