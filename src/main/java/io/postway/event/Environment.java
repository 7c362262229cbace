package io.postway.event;

/** Whether an activity is real or a test; the two never meet in one device. */
public enum Environment {
    PRODUCTION,
    SANDBOX
}
