package io.postway.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ids that name one device, by their parameter names (Adjust, "Device identifiers"): raw ones, the strongest first,
 * and the hashes under which some networks send them. {@code lower} and {@code upper} in a hash's name tell the case of
 * the raw id before it was hashed, hyphens included.
 */
public enum DeviceIdType {
    ADID(DeviceIdType::lower),
    IDFA(DeviceIdType::upperUuid),
    IDFV(DeviceIdType::upperUuid),
    GPS_ADID(DeviceIdType::lowerUuid),
    FIRE_ADID(DeviceIdType::lowerUuid),
    OAID(DeviceIdType::lower),
    ANDROID_ID(DeviceIdType::lower),
    WIN_ADID(DeviceIdType::withoutHyphens),
    WIN_NAID(DeviceIdType::lower),
    WIN_HWID(DeviceIdType::lower),
    WEB_UUID(DeviceIdType::lower),
    RIDA(DeviceIdType::lower),
    VIDA(DeviceIdType::lower),
    TIFA(DeviceIdType::lower),
    IMEI(DeviceIdType::lower),
    MEID(DeviceIdType::lower),
    EXTERNAL_DEVICE_ID(UnaryOperator.identity()),

    IDFA_LOWER_MD5(IDFA, DeviceIdType::lower, Digest.MD5),
    IDFA_UPPER_MD5(IDFA, DeviceIdType::upper, Digest.MD5),
    IDFA_LOWER_SHA1(IDFA, DeviceIdType::lower, Digest.SHA1),
    IDFA_UPPER_SHA1(IDFA, DeviceIdType::upper, Digest.SHA1),
    GPS_ADID_LOWER_MD5(GPS_ADID, DeviceIdType::lower, Digest.MD5),
    GPS_ADID_UPPER_MD5(GPS_ADID, DeviceIdType::upper, Digest.MD5),
    GPS_ADID_LOWER_SHA1(GPS_ADID, DeviceIdType::lower, Digest.SHA1),
    GPS_ADID_UPPER_SHA1(GPS_ADID, DeviceIdType::upper, Digest.SHA1),
    OAID_LOWER_MD5(OAID, DeviceIdType::lower, Digest.MD5),
    ANDROID_ID_LOWER_MD5(ANDROID_ID, DeviceIdType::lower, Digest.MD5),
    ANDROID_ID_UPPER_MD5(ANDROID_ID, DeviceIdType::upper, Digest.MD5),
    ANDROID_ID_LOWER_SHA1(ANDROID_ID, DeviceIdType::lower, Digest.SHA1),
    ANDROID_ID_UPPER_SHA1(ANDROID_ID, DeviceIdType::upper, Digest.SHA1),
    IMEI_LOWER_MD5(IMEI, DeviceIdType::lower, Digest.MD5);

    /** The ids that need the owner's leave: they stay with a device for its whole life. */
    public static final List<DeviceIdType> HARDWARE = List.of(IMEI, MEID, IMEI_LOWER_MD5);

    private static final Map<DeviceIdType, List<DeviceIdType>> HASHES =
            Arrays.stream(values()).filter(DeviceIdType::isHash).collect(Collectors.groupingBy(DeviceIdType::raw));

    private final String parameter;
    private final DeviceIdType raw;
    private final UnaryOperator<String> form;
    private final @Nullable Digest digest;

    DeviceIdType(UnaryOperator<String> form) {
        this.parameter = lower(name());
        this.raw = this;
        this.form = form;
        this.digest = null;
    }

    /** @param letters the case of the raw id before it is hashed */
    DeviceIdType(DeviceIdType raw, UnaryOperator<String> letters, Digest digest) {
        this.parameter = lower(name());
        this.raw = raw;
        this.form = letters;
        this.digest = digest;
    }

    /** The parameter's name, such as {@code gps_adid}. */
    public String parameter() {
        return parameter;
    }

    public boolean isHash() {
        return digest != null;
    }

    /** The type of id that this is a hash of; a raw id's own. */
    public DeviceIdType raw() {
        return raw;
    }

    /** The forms in which networks send hashes of this raw id. */
    public List<DeviceIdType> hashes() {
        return HASHES.getOrDefault(this, List.of());
    }

    /** The hash that this type has of a raw id. */
    String hashOf(String rawId) {
        return digest == null ? rawId : digest.of(form.apply(rawId));
    }

    /** One form for each id, so that they can be compared; empty: it is no such id. */
    String normalise(String sent) {
        if (digest == null) {
            return form.apply(sent);
        }
        var hash = lower(sent);
        return digest.isForm(hash) ? hash : "";
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** With its hyphens, whether they were sent or not. */
    private static String lowerUuid(String text) {
        return Uuid.WITHOUT_HYPHENS.matcher(lower(text)).replaceFirst("$1-$2-$3-$4-$5");
    }

    private static String upperUuid(String text) {
        return upper(lowerUuid(text));
    }

    private static String withoutHyphens(String text) {
        return lower(text).replace("-", "");
    }

    /** Apart, since an enum's own constants come before its other statics. */
    private static final class Uuid {

        private static final Pattern WITHOUT_HYPHENS =
                Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");
    }

    private enum Digest {
        MD5("MD5", 32),
        SHA1("SHA-1", 40);

        private final String algorithm;
        private final Pattern hexadecimal;

        Digest(String algorithm, int digits) {
            this.algorithm = algorithm;
            this.hexadecimal = Pattern.compile("[0-9a-f]{" + digits + "}");
        }

        private boolean isForm(String text) {
            return hexadecimal.matcher(text).matches();
        }

        private String of(String text) {
            try {
                var digest = MessageDigest.getInstance(algorithm);
                return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + algorithm, e);
            }
        }
    }
}
