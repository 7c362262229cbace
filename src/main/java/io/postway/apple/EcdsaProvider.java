package io.postway.apple;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;

/**
 * Who verifies on prime256v1: Amazon's provider in native code where its library loads, since that is several times as
 * fast ({@code docs/benchmarks.md}), else the JDK's own.
 *
 * @param isNative whether it is Amazon's
 */
public record EcdsaProvider(Provider provider, boolean isNative) {

    /** The fastest that works on this machine; loads the native library, which takes a moment. */
    public static EcdsaProvider fastest() {
        try {
            var amazon = AmazonCorrettoCryptoProvider.INSTANCE;
            amazon.assertHealthy();
            return new EcdsaProvider(amazon, true);
        } catch (RuntimeException | LinkageError e) {
            // Not built for this system, or not allowed to load: slower, but as right.
            return jdk();
        }
    }

    static EcdsaProvider jdk() {
        try {
            return new EcdsaProvider(Signature.getInstance("SHA256withECDSA").getProvider(), false);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA256withECDSA", e);
        }
    }

    /** For people: name and version. */
    public String description() {
        return provider.getName() + " " + provider.getVersionStr();
    }
}
