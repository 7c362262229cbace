package io.postway.settings;

import io.postway.event.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Who has a token of our making, of which we only keep the hash: its 200 random bits need no salt. */
sealed interface Bearer permits S2sToken, User {

    /** Of the token, in hexadecimal digits. */
    String sha256();

    static String hash(String token) {
        return Sha256.hex(Sha256.of(token));
    }

    /** Compares in constant time. */
    default boolean isHashOf(String token) {
        return MessageDigest.isEqual(Sha256.of(token), HexFormat.of().parseHex(sha256()));
    }
}
