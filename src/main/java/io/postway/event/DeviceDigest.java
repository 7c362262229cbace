package io.postway.event;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A device's id where the id itself must not stand: the first 128 bits of the SHA-256 of the app's token and the id, so
 * that one device has different ones in different apps.
 *
 * @param value 32 hexadecimal digits
 */
public record DeviceDigest(@JsonValue String value) {

    private static final int CHARACTERS = 32;

    /** @param idKey the id with its type, as {@link DeviceIds#keys} has it */
    public static DeviceDigest of(AppToken app, String idKey) {
        return new DeviceDigest(Sha256.hex(Sha256.of(app + "|" + idKey)).substring(0, CHARACTERS));
    }

    /** That of the id that we gave the device. */
    public static DeviceDigest ofAdid(AppToken app, String adid) {
        return of(app, DeviceIds.key(DeviceIdType.ADID, adid));
    }

    @Override
    public String toString() {
        return value;
    }
}
