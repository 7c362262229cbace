package io.postway.apple;

/** What a check of a signature found. */
public sealed interface Verdict {

    /**
     * Apple's production key signed these values.
     *
     * @param withoutSourceAppId whether only after leaving out a zero-filled {@code source-app-id}
     */
    record Valid(boolean withoutSourceAppId) implements Verdict {}

    /** Apple's development key signed these values, which any phone in developer mode can have. */
    record Development(String key) implements Verdict {}

    /** Apple did not sign these values. */
    record Invalid(String reason) implements Verdict {}

    /** Nobody can tell. */
    record Unverifiable(String reason) implements Verdict {}
}
