package io.postway.http;

import io.postway.event.Parameters;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/**
 * Reads {@code a=1&b=2}, from a query or a form body, the way the world writes it: what is no proper percent escape
 * stands for itself instead of spoiling the request. Of a name sent twice the first value counts.
 */
public final class FormData {

    private FormData() {}

    public static Parameters parse(String text) {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Parameters(parameters);
    }

    /** Undoes the escapes of one name or value. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        var decoded = new ByteArrayOutputStream(text.length());
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '+') {
                decoded.write(' ');
            } else if (bytes[i] == '%' && isEscape(bytes, i)) {
                decoded.write(hexValue(bytes[i + 1]) << 4 | hexValue(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int i) {
        return i + 2 < bytes.length && hexValue(bytes[i + 1]) >= 0 && hexValue(bytes[i + 2]) >= 0;
    }

    private static int hexValue(byte digit) {
        return Character.digit(digit, 16);
    }
}
