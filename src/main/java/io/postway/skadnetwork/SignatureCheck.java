package io.postway.skadnetwork;

import io.postway.skadnetwork.Verdict.Invalid;
import io.postway.skadnetwork.Verdict.Unverifiable;
import io.postway.skadnetwork.Verdict.Valid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Verifies a postback against Apple's key. The layout follows from {@code version} alone: taking every signed field
 * that happens to be present breaks on postbacks to which a sender added newer ones.
 */
public final class SignatureCheck {

    /** U+2063, the invisible separator that Apple joins the signed values with. */
    private static final String SEPARATOR = "\u2063";

    private SignatureCheck() {}

    /** The verdict; never throws, whatever the signature holds. */
    public static Verdict verify(SkanPostback postback) {
        return postback.version()
                .map(version -> verify(postback, version))
                .orElseGet(
                        () -> new Unverifiable("Apple has published no layout of version " + postback.versionText()));
    }

    private static Verdict verify(SkanPostback postback, Version version) {
        var signature = decode(postback.text(Field.ATTRIBUTION_SIGNATURE).orElse(""));
        if (signature.isEmpty()) {
            return new Invalid("attribution-signature is not base64");
        }
        if (verifies(postback, version, signature.get(), field -> true)) {
            return new Valid(false);
        }
        if (isZeroFilled(postback)
                && verifies(postback, version, signature.get(), field -> field != Field.SOURCE_APP_ID)) {
            return new Valid(true);
        }
        return new Invalid("the signature is not Apple's over these values in the layout of " + version);
    }

    /** A sender that fills a missing number with 0; it is the genuine value in Apple's test scenarios, though. */
    private static boolean isZeroFilled(SkanPostback postback) {
        return postback.integer(Field.SOURCE_APP_ID).equals(Optional.of(0L));
    }

    private static boolean verifies(
            SkanPostback postback, Version version, byte[] signature, Predicate<Field> included) {
        var message = version.signed().stream()
                .filter(included)
                .flatMap(field -> postback.signedText(field).stream())
                .collect(Collectors.joining(SEPARATOR));
        return version.key().verifies(message.getBytes(StandardCharsets.UTF_8), signature);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
