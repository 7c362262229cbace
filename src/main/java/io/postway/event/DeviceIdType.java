package io.postway.event;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The device ids that name one device, by their parameter names. Raw {@code idfa} and {@code idfv} are written in upper
 * case, the others in lower case; comparing needs one form, so that form is the key.
 */
public enum DeviceIdType {
    IDFA(DeviceIdType::upper),
    IDFV(DeviceIdType::upper),
    GPS_ADID(DeviceIdType::lower),
    FIRE_ADID(DeviceIdType::lower),
    OAID(DeviceIdType::lower),
    ANDROID_ID(DeviceIdType::lower),
    WIN_ADID(DeviceIdType::lower),
    WEB_UUID(DeviceIdType::lower),
    EXTERNAL_DEVICE_ID(UnaryOperator.identity());

    private final UnaryOperator<String> form;

    DeviceIdType(UnaryOperator<String> form) {
        this.form = form;
    }

    /** The parameter's name, such as {@code gps_adid}. */
    public String parameter() {
        return lower(name());
    }

    String normalise(String raw) {
        return form.apply(raw);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
