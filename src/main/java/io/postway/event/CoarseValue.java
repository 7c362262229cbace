package io.postway.event;

/** How much a user did, as Apple tells it where it may not tell more; never signed. */
public enum CoarseValue {
    LOW,
    MEDIUM,
    HIGH
}
