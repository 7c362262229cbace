package io.postway.attribution;

import io.postway.event.DeviceIdType;
import io.postway.event.DeviceIds;
import java.util.Map;
import java.util.regex.Pattern;

/** What advertising ids look like; an invented one often does not. */
final class AdvertisingIds {

    private static final Pattern UUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

    /** As {@link DeviceIdType} writes them. The makers of Android phones agree on no form for their own id. */
    private static final Map<DeviceIdType, Pattern> FORMS = Map.of(
            DeviceIdType.IDFA, UUID,
            DeviceIdType.GPS_ADID, UUID,
            DeviceIdType.FIRE_ADID, UUID,
            DeviceIdType.RIDA, UUID,
            DeviceIdType.VIDA, UUID,
            DeviceIdType.TIFA, UUID,
            DeviceIdType.OAID, Pattern.compile("[0-9a-f-]{16,64}"),
            DeviceIdType.WIN_ADID, Pattern.compile("[0-9a-f]{32}"));

    private AdvertisingIds() {}

    static boolean hasMalformed(DeviceIds ids) {
        return FORMS.entrySet().stream()
                .anyMatch(form -> ids.get(form.getKey())
                        .filter(id -> !form.getValue().matcher(id).matches())
                        .isPresent());
    }
}
