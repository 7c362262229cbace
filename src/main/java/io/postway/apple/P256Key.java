package io.postway.apple;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;

/** A key on prime256v1. */
final class P256Key implements VerifyingKey {

    private final ECPublicKey key;
    private final Provider provider;

    P256Key(ECPublicKey key, Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSA", provider);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider was chosen because it has SHA256withECDSA", e);
        }
    }
}
