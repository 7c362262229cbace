package io.postway.runtime;

/** What an instance does; {@code postway.roles} names those that are on. */
public enum Role {
    /** Takes requests in and makes them durable. */
    COLLECT,
    /** Decides, attributes and renders callbacks. */
    PROCESS,
    /** Sends callbacks to partners. */
    DELIVER,
    /** Serves the admin API. */
    CONSOLE
}
