package io.postway.event;

import java.time.Instant;
import java.util.UUID;

/** One id of a device that was erased; the id itself is nowhere any more. */
public record Forgotten(UUID id, Instant receivedAt, long settingsVersion, AppToken appToken, DeviceDigest digest)
        implements Stamped {

    /** As on the topic. */
    public String key() {
        return appToken + ":" + digest;
    }
}
