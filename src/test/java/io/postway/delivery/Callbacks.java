package io.postway.delivery;

import io.postway.event.ActivityKind;
import io.postway.event.AppToken;
import io.postway.event.Callback;
import io.postway.event.Callback.Method;
import io.postway.event.DeviceDigest;
import io.postway.event.Partner;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rendered callbacks, for tests. */
final class Callbacks {

    private Callbacks() {}

    static Callback callback(String id) {
        return callback(id, Method.GET, null, "activity_kind=install&tracker_name=BackInApp%3A%3Aspring");
    }

    static Callback callback(String id, Method method, @Nullable URI endpoint, String payload) {
        return new Callback(
                new UUID(0, 1),
                Instant.parse("2026-03-10T12:00:00Z"),
                1,
                id,
                new AppToken("demoshop0001"),
                Partner.BACKINAPP,
                "partner-1",
                ActivityKind.INSTALL,
                DeviceDigest.ofAdid(new AppToken("demoshop0001"), "adid-1"),
                null,
                method,
                endpoint,
                payload);
    }
}
