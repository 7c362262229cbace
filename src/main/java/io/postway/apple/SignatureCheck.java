package io.postway.apple;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.postway.apple.AppleKeys.JwsKey;
import io.postway.apple.Verdict.Development;
import io.postway.apple.Verdict.Invalid;
import io.postway.apple.Verdict.Unverifiable;
import io.postway.apple.Verdict.Valid;
import io.postway.event.AdAttributionKit;
import io.postway.event.Claims;
import io.postway.event.Skan;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;

/**
 * Verifies postbacks against Apple's keys. The layout follows from {@code version} alone: taking every signed field
 * that happens to be present breaks on postbacks to which a sender added newer ones.
 */
public final class SignatureCheck {

    private final AppleKeys keys;

    SignatureCheck(AppleKeys keys) {
        this.keys = keys;
    }

    /** With the keys that Apple has published, and the fastest provider that this machine has. */
    public static SignatureCheck withApplesKeys() {
        return Published.CHECK;
    }

    /** Made once, when first asked for: it loads a native library. */
    private static final class Published {
        private static final SignatureCheck CHECK = new SignatureCheck(AppleKeys.published(EcdsaProvider.fastest()));
    }

    public EcdsaProvider provider() {
        return keys.provider();
    }

    /** The verdict; never throws, whatever the signature holds. */
    public Verdict verify(Claims claims) {
        return switch (claims) {
            case Skan skan ->
                SignedMessage.of(skan)
                        .map(message -> verify(skan, message))
                        .orElseGet(
                                () -> new Unverifiable("Apple has published no layout of version " + skan.version()));
            case AdAttributionKit postback ->
                Jws.parse(postback.jwsString()).map(this::verify).orElseGet(() -> new Invalid("jws-string is no JWS"));
        };
    }

    private Verdict verify(Skan postback, SignedMessage message) {
        var signature = decode(postback.attributionSignature());
        if (signature.isEmpty()) {
            return new Invalid("attribution-signature is not base64");
        }
        if (message.isAmbiguous()) {
            return new Invalid("a signed value could stand for another field: U+2063, or a source-domain of digits");
        }
        var key = key(postback);
        if (key.verifies(message.bytes(), signature.get())) {
            return new Valid(false);
        }
        var retried = message.withoutZeroSourceAppId();
        if (retried.isPresent() && key.verifies(retried.get().bytes(), signature.get())) {
            return new Valid(true);
        }
        return new Invalid("the signature is not Apple's over these values in the layout of " + postback.version());
    }

    private VerifyingKey key(Skan postback) {
        return switch (postback) {
            case Skan.V10 v10 -> keys.p192();
            case Skan.V20 v20 -> keys.p192();
            case Skan.V21 v21 -> keys.p256();
            case Skan.V22 v22 -> keys.p256();
            case Skan.V30 v30 -> keys.p256();
            case Skan.V40 v40 -> keys.p256();
            case Skan.Newer newer -> keys.p256();
        };
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The algorithm and the key are our choice, never the sender's (RFC 8725, section 3.1). */
    private Verdict verify(Jws jws) {
        if (!jws.header("alg").equals(JWSAlgorithm.ES256.getName())) {
            return new Invalid("the JWS's alg is not ES256");
        }
        var kid = jws.header("kid");
        var key = keys.byKid().get(kid);
        if (key == null) {
            return new Unverifiable("Apple has published no key with the JWS's kid");
        }
        if (!verifies(jws, key)) {
            return new Invalid("the JWS's signature is not that of " + kid);
        }
        return key.isDevelopment() ? new Development(kid) : new Valid(false);
    }

    private static boolean verifies(Jws jws, JwsKey key) {
        try {
            return key.verifier().verify(JWSHeader.parse(jws.headerText()), jws.signingInput(), jws.signature());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return false;
        }
    }
}
