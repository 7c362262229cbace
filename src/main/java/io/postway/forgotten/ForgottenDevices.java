package io.postway.forgotten;

import io.postway.event.AppToken;
import io.postway.event.DeviceDigest;
import io.postway.event.DeviceIds;
import io.postway.event.Forgotten;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This instance's copy of all erased devices; it lags behind the stage that erases by less than a second. An id takes
 * about 60 bytes: a million erased devices with five ids each are 300 MB.
 */
public final class ForgottenDevices {

    /** By app, so that one without erased devices, which most are, costs its requests nothing. */
    private final Map<AppToken, Set<Long>> beginnings = new ConcurrentHashMap<>();

    /** Whether a device with one of {@code ids} was erased in this app. */
    public boolean containsAny(AppToken app, DeviceIds ids) {
        return beginnings.containsKey(app) && ids.digests(app).anyMatch(digest -> contains(app, digest));
    }

    public boolean contains(AppToken app, DeviceDigest digest) {
        return beginnings.getOrDefault(app, Set.of()).contains(beginning(digest));
    }

    /** 64 bits of a digest tell a billion of an app's ids apart, and are a quarter of its size. */
    private static Long beginning(DeviceDigest digest) {
        return HexFormat.fromHexDigitsToLong(digest.value(), 0, 16);
    }

    void fold(Forgotten forgotten) {
        beginnings
                .computeIfAbsent(forgotten.appToken(), app -> ConcurrentHashMap.newKeySet())
                .add(beginning(forgotten.digest()));
    }
}
