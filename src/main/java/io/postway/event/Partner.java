package io.postway.event;

/** Whom a link's traffic belongs to, and who gets callbacks. */
public enum Partner {
    BACKINAPP
}
