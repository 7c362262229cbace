package io.postway.apple;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * The public keys that postbacks are verified with (Apple, "Verifying an install-validation postback", "Combining
 * parameters for previous SKAdNetwork postback versions"; AdAttributionKit, "Verifying a postback").
 *
 * @param p192 of SKAdNetwork 1.0 and 2.0
 * @param p256 of SKAdNetwork from 2.1 on
 * @param byKid of AdAttributionKit, by the {@code kid} of the JWS's header
 * @param provider who verifies on prime256v1
 */
record AppleKeys(VerifyingKey p192, VerifyingKey p256, Map<String, JwsKey> byKid, EcdsaProvider provider) {

    static final String PRODUCTION_KID = "apple-cas-identifier/0";
    static final String DEVELOPMENT_KID = "apple-development-identifier/0";
    static final String DEVELOPER_SETTINGS_KID = "apple-development-identifier/1";

    private static final String P192 =
            "MEkwEwYHKoZIzj0CAQYIKoZIzj0DAQEDMgAEMyHD625uvsmGq4C43cQ9BnfN2xslVT5V1nOmAMP6qaRRUll3PB1JYmgSm+62sosG";

    private static final String PRODUCTION = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWdp8GPcGqmhgzEFj9Z2nSpQVddayaPe4FMzqM"
            + "9wib1+aHaaIzoHoLN9zW4K8y4SPykE3YVK3sVqW6Af0lfx3gg==";

    private static final String DEVELOPMENT = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELeEDzpJEP+/qRSE5hJVC1p1J0ssUnQGMzBBb"
            + "vnACBok8OVGGLgxL0myrKiy6lvRtSlLRsWit87i+vftD8AEqeQ==";

    private static final String DEVELOPER_SETTINGS = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YzdO7eM97s/IJ25kdW5CZ3A14USE"
            + "5IJ5Ha/vhWaxI6UBI1ZxCEvjrKxVluVGe6qWwF1BDFq+QHqKfH5u+wxHQ==";

    AppleKeys {
        byKid = Map.copyOf(byKid);
    }

    /**
     * A key of AdAttributionKit's.
     *
     * @param isDevelopment whether any phone in developer mode can have postbacks signed with it
     */
    record JwsKey(ECDSAVerifier verifier, boolean isDevelopment) {

        static JwsKey of(ECPublicKey key, EcdsaProvider provider, boolean isDevelopment) {
            try {
                var verifier = new ECDSAVerifier(key);
                verifier.getJCAContext().setProvider(provider.provider());
                return new JwsKey(verifier, isDevelopment);
            } catch (JOSEException e) {
                throw new IllegalArgumentException("not a key on prime256v1", e);
            }
        }
    }

    /** Those that Apple has published. */
    static AppleKeys published(EcdsaProvider provider) {
        var production = p256(PRODUCTION, provider.provider());
        return new AppleKeys(
                new P192Key(Base64.getDecoder().decode(P192)),
                new P256Key(production, provider.provider()),
                Map.of(
                        PRODUCTION_KID, JwsKey.of(production, provider, false),
                        DEVELOPMENT_KID, JwsKey.of(p256(DEVELOPMENT, provider.provider()), provider, true),
                        DEVELOPER_SETTINGS_KID,
                                JwsKey.of(p256(DEVELOPER_SETTINGS, provider.provider()), provider, true)),
                provider);
    }

    private static ECPublicKey p256(String base64, Provider provider) {
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return (ECPublicKey) KeyFactory.getInstance("EC", provider).generatePublic(encoded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every provider of ECDSA has P-256", e);
        }
    }
}
