package io.postway.runtime;

/**
 * The order in which parts start; they stop in the reverse one. Spring's web server starts at about
 * {@code Integer.MAX_VALUE - 2048}: after all that a request needs, and before deliveries to our own sandbox.
 */
public final class Phases {

    public static final int TOPICS = -900;
    public static final int SETTINGS = -800;
    public static final int STREAMS = 0;
    public static final int DELIVERY = Integer.MAX_VALUE - 512;

    private Phases() {}
}
