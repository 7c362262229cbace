package io.postway.apple;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import io.postway.event.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keys of our own in place of Apple's, to sign what Apple never published a signature of. */
final class OwnKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair p256 = p256();
    private final AsymmetricCipherKeyPair p192 = p192();

    SignatureCheck check() {
        var provider = EcdsaProvider.fastest();
        var key = (ECPublicKey) p256.getPublic();
        return new SignatureCheck(new AppleKeys(
                new P192Key(encodedP192()),
                new P256Key(key, provider.provider()),
                Map.of(AppleKeys.PRODUCTION_KID, AppleKeys.JwsKey.of(key, provider, false)),
                provider));
    }

    /** In base64, as a postback carries it. */
    String signWithP256(String message) {
        try {
            var signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(p256.getPrivate());
            signer.update(message.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String signWithP192(String message) {
        try {
            var signer = new org.bouncycastle.crypto.signers.ECDSASigner();
            signer.init(true, p192.getPrivate());
            BigInteger[] numbers = signer.generateSignature(Sha256.of(message));
            var sequence =
                    new DERSequence(new ASN1Integer[] {new ASN1Integer(numbers[0]), new ASN1Integer(numbers[1])});
            return Base64.getEncoder().encodeToString(sequence.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String jws(String kid, ObjectNode payload) {
        try {
            var jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(), new Payload(payload.toString()));
            jws.sign(new ECDSASigner((ECPrivateKey) p256.getPrivate()));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair p256() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AsymmetricCipherKeyPair p192() {
        var generator = new ECKeyPairGenerator();
        var curve = ECNamedDomainParameters.lookup(X9ObjectIdentifiers.prime192v1);
        generator.init(new ECKeyGenerationParameters(curve, RANDOM));
        return generator.generateKeyPair();
    }

    private byte[] encodedP192() {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(p192.getPublic())
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
