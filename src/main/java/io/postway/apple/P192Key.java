package io.postway.apple;

import io.postway.event.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** A key on prime192v1. The JDK no longer knows this curve; Bouncy Castle does. */
final class P192Key implements VerifyingKey {

    private final ECPublicKeyParameters key;

    /** @param encoded an X.509 SubjectPublicKeyInfo */
    P192Key(byte[] encoded) {
        try {
            this.key = (ECPublicKeyParameters) PublicKeyFactory.createKey(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            var numbers = ASN1Sequence.getInstance(signature);
            var signer = new ECDSASigner();
            signer.init(false, key);
            return numbers.size() == 2
                    && signer.verifySignature(
                            Sha256.of(message),
                            ASN1Integer.getInstance(numbers.getObjectAt(0)).getPositiveValue(),
                            ASN1Integer.getInstance(numbers.getObjectAt(1)).getPositiveValue());
        } catch (IllegalArgumentException | ClassCastException e) {
            return false;
        }
    }
}
