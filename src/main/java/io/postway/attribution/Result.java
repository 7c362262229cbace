package io.postway.attribution;

import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.Forgotten;
import io.postway.event.TrackerSeen;
import java.util.List;

/** What came of an activity. */
sealed interface Result {

    /**
     * An engagement that waits for its session.
     *
     * @param fresh trackers that nobody has come by before
     */
    record Remembered(List<TrackerSeen> fresh) implements Result {}

    /** An engagement that can win nothing: a program's, or of a kind that the app does not count. */
    record Noted(List<TrackerSeen> fresh) implements Result {}

    /** An event that waits for its device's first session. */
    record Deferred() implements Result {}

    /**
     * It counts.
     *
     * @param refused a credit that was refused with it, to be told before it
     */
    record Decided(List<Told> refused, Told told) implements Result {}

    /** A decision and the callbacks that tell of it. */
    record Told(Attributed attributed, List<Callback> callbacks) {}

    record Refused(String reason, String message) implements Result {}

    /** A report of a device that was erased: nothing is kept of it. */
    record Dropped() implements Result {}

    /**
     * A device was erased, as far as it was known.
     *
     * @param forgotten what is left of its ids
     * @param told what its partner learns; empty: nobody knew it
     */
    record Erased(List<Forgotten> forgotten, List<Told> told) implements Result {}
}
