package io.postway.settings;

import java.util.List;

/** What became of a proposed change, the same on every instance. */
public sealed interface Outcome {

    /**
     * It holds.
     *
     * @param version the new one of each resource that it touches
     * @param consequences what follows from it that its author did not ask for, in words
     */
    record Applied(long version, List<String> consequences) implements Outcome {

        public Applied {
            consequences = List.copyOf(consequences);
        }
    }

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
