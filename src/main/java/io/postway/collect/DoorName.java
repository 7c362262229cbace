package io.postway.collect;

import java.util.Locale;

/** The doors by name, as metrics tell them apart. */
public enum DoorName {
    SKADNETWORK,
    DEVELOPER_COPY,
    CLICK,
    IMPRESSION,
    SESSION,
    EVENT,
    FORGET;

    /** As metrics name it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
