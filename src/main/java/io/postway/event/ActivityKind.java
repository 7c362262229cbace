package io.postway.event;

import java.util.Locale;

/** What an activity turned out to be; in callbacks the value of {@code activity_kind}. */
public enum ActivityKind {
    INSTALL,
    /** A known user was won anew. */
    REATTRIBUTION,
    /** The same, and the app had been installed again. */
    REATTRIBUTION_REINSTALL,
    /** A known user has installed the app again. */
    REINSTALL,
    SESSION,
    EVENT,
    /** An install was not credited to whom it would have been. */
    REJECTED_INSTALL,
    /** The same for a user who came back. */
    REJECTED_REATTRIBUTION,
    /** A device was erased. */
    GDPR_FORGET_DEVICE;

    /** As partners read it, such as {@code install}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
