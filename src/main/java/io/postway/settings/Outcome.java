package io.postway.settings;

/** What became of a proposed change, the same on every instance. */
public sealed interface Outcome {

    /** It holds; {@code version} is the resource's new one. */
    record Applied(long version) implements Outcome {}

    /** It does not hold, and changed nothing. */
    record Refused(Reason reason, String message) implements Outcome {}

    /** Why a proposal does not hold. */
    enum Reason {
        /** The resource is no longer, or not yet, what the author saw. */
        STALE,
        /** Something else stands in the way, such as a token that is taken. */
        CONFLICT,
        /** The value breaks a rule. */
        INVALID,
        /** What it belongs to does not exist. */
        NOT_FOUND
    }
}
