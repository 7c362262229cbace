package io.postway.forwarding;

import io.postway.event.Attributed;
import io.postway.event.DeviceFacts;
import io.postway.event.Platform;
import java.util.Optional;

/** What a report says of its device, and where it is silent, what earlier reports of the device said. */
final class Reported {

    private final Attributed activity;
    private final DeviceFacts facts;

    Reported(Attributed activity) {
        this.activity = activity;
        this.facts = activity.device().facts();
    }

    Optional<String> value(String name) {
        return facts.value(name);
    }

    /** What the device runs: as it says, else as its kinds of ids tell. */
    Optional<Platform> platform() {
        return value("os_name").flatMap(Platform::ofOsName).or(activity.device().ids()::platform);
    }
}
