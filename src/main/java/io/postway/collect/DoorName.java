package io.postway.collect;

import java.util.Locale;

/** The doors by name, as metrics tell them apart. */
public enum DoorName {
    SKADNETWORK,
    DEVELOPER_COPY,
    CLICK,
    SESSION,
    EVENT;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
