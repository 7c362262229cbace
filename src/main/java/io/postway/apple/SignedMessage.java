package io.postway.apple;

import static io.postway.apple.Field.AD_NETWORK_ID;
import static io.postway.apple.Field.APP_ID;
import static io.postway.apple.Field.CAMPAIGN_ID;
import static io.postway.apple.Field.DID_WIN;
import static io.postway.apple.Field.FIDELITY_TYPE;
import static io.postway.apple.Field.POSTBACK_SEQUENCE_INDEX;
import static io.postway.apple.Field.REDOWNLOAD;
import static io.postway.apple.Field.SOURCE_APP_ID;
import static io.postway.apple.Field.SOURCE_DOMAIN;
import static io.postway.apple.Field.SOURCE_IDENTIFIER;
import static io.postway.apple.Field.TRANSACTION_ID;
import static io.postway.apple.Field.VERSION;

import io.postway.event.Skan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Apple signs of a postback: values joined by U+2063, in an order that follows from the version alone (Apple,
 * "Combining parameters for previous SKAdNetwork postback versions", "Combining parameters for SKAdNetwork 3
 * postbacks", "Verifying an install-validation postback"). An optional field that was not received leaves no gap.
 */
public final class SignedMessage {

    /** The invisible separator. */
    private static final String SEPARATOR = "\u2063";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final String SHOWN_SEPARATOR = "<U+2063>";

    private final List<Part> parts;

    private SignedMessage(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private record Part(Field field, String value) {}

    /** None: the version's layout is not known. */
    public static Optional<SignedMessage> of(Skan claims) {
        return switch (claims) {
            case Skan.V10 of -> Optional.of(v10(of));
            case Skan.V20 of ->
                Optional.of(since20(of, of.campaignId(), of.sourceAppId()).build());
            case Skan.V21 of ->
                Optional.of(since20(of, of.campaignId(), of.sourceAppId()).build());
            case Skan.V22 of -> Optional.of(v22(of));
            case Skan.V30 of -> Optional.of(v30(of));
            case Skan.V40 of -> Optional.of(v40(of));
            case Skan.Newer newer -> Optional.empty();
        };
    }

    private static SignedMessage v10(Skan.V10 of) {
        return new Builder()
                .add(AD_NETWORK_ID, of.adNetworkId())
                .add(CAMPAIGN_ID, of.campaignId())
                .add(APP_ID, of.appId())
                .add(TRANSACTION_ID, of.transactionId())
                .build();
    }

    private static Builder since20(Skan.SinceV20 of, int campaignId, @Nullable Long sourceAppId) {
        return new Builder()
                .add(VERSION, of.version())
                .add(AD_NETWORK_ID, of.adNetworkId())
                .add(CAMPAIGN_ID, campaignId)
                .add(APP_ID, of.appId())
                .add(TRANSACTION_ID, of.transactionId())
                .add(REDOWNLOAD, of.redownload())
                .addIfReceived(SOURCE_APP_ID, sourceAppId);
    }

    private static SignedMessage v22(Skan.V22 of) {
        return since20(of, of.campaignId(), of.sourceAppId())
                .add(FIDELITY_TYPE, of.fidelityType())
                .build();
    }

    private static SignedMessage v30(Skan.V30 of) {
        return since20(of, of.campaignId(), of.sourceAppId())
                .add(FIDELITY_TYPE, of.fidelityType())
                .add(DID_WIN, of.didWin())
                .build();
    }

    private static SignedMessage v40(Skan.V40 of) {
        return new Builder()
                .add(VERSION, of.version())
                .add(AD_NETWORK_ID, of.adNetworkId())
                .add(SOURCE_IDENTIFIER, of.sourceIdentifier())
                .add(APP_ID, of.appId())
                .add(TRANSACTION_ID, of.transactionId())
                .add(REDOWNLOAD, of.redownload())
                .addIfReceived(SOURCE_APP_ID, of.sourceAppId())
                .addIfReceived(SOURCE_DOMAIN, of.sourceDomain())
                .add(FIDELITY_TYPE, of.fidelityType())
                .add(DID_WIN, of.didWin())
                .add(POSTBACK_SEQUENCE_INDEX, of.postbackSequenceIndex())
                .build();
    }

    /** The signed fields in their order, by Apple's names. */
    public List<String> layout() {
        return parts.stream().map(part -> part.field().wireName()).toList();
    }

    /** The message as text that people can read: each separator shown as {@code <U+2063>}. */
    public String shown() {
        return joined(SHOWN_SEPARATOR);
    }

    byte[] bytes() {
        return joined(SEPARATOR).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Whether the message could be another postback's as well: a value holds the separator itself, or a site's name
     * could be an app's number, which stands in the same place.
     */
    boolean isAmbiguous() {
        return parts.stream()
                .anyMatch(part -> part.value().contains(SEPARATOR)
                        || (part.field() == SOURCE_DOMAIN
                                && DIGITS.matcher(part.value()).matches()));
    }

    /**
     * The message without a {@code source-app-id} of 0: some senders fill what Apple left out with zeros. None: there
     * is no such field. (0 is also what Apple's test scenarios have, so the full message comes first.)
     */
    public Optional<SignedMessage> withoutZeroSourceAppId() {
        var kept = parts.stream()
                .filter(part -> part.field() != SOURCE_APP_ID || !part.value().equals("0"))
                .toList();
        return kept.size() == parts.size() ? Optional.empty() : Optional.of(new SignedMessage(kept));
    }

    private String joined(String separator) {
        return parts.stream().map(Part::value).collect(Collectors.joining(separator));
    }

    @Override
    public String toString() {
        return shown();
    }

    /** Text byte for byte, numbers plain, booleans {@code true} or {@code false}. */
    private static final class Builder {

        private final List<Part> parts = new ArrayList<>();

        private Builder add(Field field, Object value) {
            parts.add(new Part(field, value.toString()));
            return this;
        }

        private Builder addIfReceived(Field field, @Nullable Object value) {
            return value == null ? this : add(field, value);
        }

        private SignedMessage build() {
            return new SignedMessage(parts);
        }
    }
}
