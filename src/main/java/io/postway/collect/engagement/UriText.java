package io.postway.collect.engagement;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Escapes what may not stand in a URI as it is, and leaves alone what may, escapes included. */
final class UriText {

    private static final String ALLOWED =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&'()*+,;=";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UriText() {}

    static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (ALLOWED.indexOf(bytes[i]) >= 0 || isEscape(bytes, i)) {
                encoded.append((char) bytes[i]);
            } else {
                encoded.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return encoded.toString();
    }

    private static boolean isEscape(byte[] bytes, int i) {
        return bytes[i] == '%'
                && i + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[i + 1])
                && HexFormat.isHexDigit(bytes[i + 2]);
    }
}
