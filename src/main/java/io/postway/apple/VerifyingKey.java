package io.postway.apple;

/** A public key of Apple's for postbacks: ECDSA over SHA-256 with a signature in DER. */
interface VerifyingKey {

    /** Whether {@code signature} is this key's over {@code message}; anything that is no signature at all is not. */
    boolean verifies(byte[] message, byte[] signature);
}
