package io.postway.event;

import java.util.Locale;

/** What an activity turned out to be; in callbacks the value of {@code activity_kind}. */
public enum ActivityKind {
    INSTALL,
    SESSION,
    EVENT;

    /** As partners read it, such as {@code install}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
