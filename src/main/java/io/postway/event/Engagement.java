package io.postway.event;

import java.util.EnumSet;
import java.util.Set;

/** Somebody followed a link or saw an ad: what an install can be credited to. */
public sealed interface Engagement extends Activity permits Click, Impression {

    /** The link and its sub-levels, as named when the engagement came in. */
    Tracker tracker();

    /** The query as it was sent, for what {@link #parameters} cannot say (repeats, broken escapes). */
    String rawQuery();

    /**
     * Whether an ad network's server reported it ({@code s2s=1}); then only {@code ip_address}, never the caller's own,
     * is the device's address.
     */
    boolean serverToServer();

    Visitor visitor();

    Set<Flag> flags();

    /** What is odd about an engagement. */
    enum Flag {
        /** Asked with {@code HEAD}: where does the link lead? */
        HEAD,
        /** A browser loads the page before anybody has asked for it. */
        PREFETCH,
        /** A messenger or a social network draws a picture of the page. */
        PREVIEW,
        /** A crawler. */
        BOT,
        /** BackInApp's traffic without the id that BackInApp wants to see again. */
        NO_BACKINAPP_CLICK_ID,
        /** The click named a place that its app's settings do not allow; it went to the store instead. */
        REDIRECT_REFUSED
    }

    Set<Flag> NOBODY = Set.of(Flag.HEAD, Flag.PREFETCH, Flag.PREVIEW, Flag.BOT);

    /** Whether it was somebody, not a program: only that counts. */
    default boolean counts() {
        return flags().stream().noneMatch(NOBODY::contains);
    }

    /** The same set, in one order and unchangeable. */
    static Set<Flag> copyOf(Set<Flag> flags) {
        return flags.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }
}
