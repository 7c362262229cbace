package io.postway.skadnetwork;

import io.postway.event.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Apple's public keys and how their signatures are checked: ECDSA over SHA-256, a DER signature (Apple, "Verifying an
 * install-validation postback" and "Combining parameters for previous SKAdNetwork postback versions").
 */
enum AppleKey {
    /** prime192v1, for 1.0 and 2.0. The JDK no longer knows this curve; Bouncy Castle does. */
    P192("MEkwEwYHKoZIzj0CAQYIKoZIzj0DAQEDMgAEMyHD625uvsmGq4C43cQ9BnfN2xslVT5V1nOmAMP6qaRRUll3PB1JYmgSm+62sosG") {
        @Override
        boolean verifies(byte[] message, byte[] signature) {
            try {
                var digest = Sha256.of(message);
                var numbers = ASN1Sequence.getInstance(signature);
                var signer = new ECDSASigner();
                signer.init(false, P192Key.PARAMETERS);
                return numbers.size() == 2
                        && signer.verifySignature(
                                digest,
                                ASN1Integer.getInstance(numbers.getObjectAt(0)).getPositiveValue(),
                                ASN1Integer.getInstance(numbers.getObjectAt(1)).getPositiveValue());
            } catch (IllegalArgumentException | ClassCastException e) {
                return false;
            }
        }
    },

    /** prime256v1, from 2.1 on. */
    P256("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWdp8GPcGqmhgzEFj9Z2nSpQVddayaPe4FMzqM9wib1+aHaaIzoHoLN9zW4K8y4SPykE3YVK3"
            + "sVqW6Af0lfx3gg==") {
        @Override
        boolean verifies(byte[] message, byte[] signature) {
            try {
                var verifier = Signature.getInstance("SHA256withECDSA");
                verifier.initVerify(P256Key.KEY);
                verifier.update(message);
                return verifier.verify(signature);
            } catch (SignatureException e) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has SHA256withECDSA", e);
            }
        }
    };

    private final String base64;

    AppleKey(String base64) {
        this.base64 = base64;
    }

    /** Whether {@code signature} is this key's over {@code message}; anything that is no signature at all is not. */
    abstract boolean verifies(byte[] message, byte[] signature);

    private byte[] encoded() {
        return Base64.getDecoder().decode(base64);
    }

    private static final class P192Key {
        private static final ECPublicKeyParameters PARAMETERS = load();

        private static ECPublicKeyParameters load() {
            try {
                return (ECPublicKeyParameters) PublicKeyFactory.createKey(P192.encoded());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class P256Key {
        private static final PublicKey KEY = load();

        private static PublicKey load() {
            try {
                return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(P256.encoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has P-256", e);
            }
        }
    }
}
