package io.postway.collect;

import java.util.Locale;

/** The doors by name, as metrics tell them apart. */
public enum DoorName {
    SKADNETWORK,
    CLICK,
    SESSION,
    EVENT;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
