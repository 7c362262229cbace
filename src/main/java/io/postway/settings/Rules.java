package io.postway.settings;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the fields of a resource must satisfy; the message names the field and the rule. */
final class Rules {

    private static final int MAX_TEXT = 256;
    private static final int MAX_ADDRESS = 2_048;

    private Rules() {}

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What JSON leaves out arrives as null, whatever the type says. */
    static void present(String field, @Nullable Object value) {
        that(value != null, field + " is required");
    }

    static void text(String field, @Nullable String value) {
        that(
                value != null && !value.isBlank() && value.length() <= MAX_TEXT,
                field + " must be 1 to " + MAX_TEXT + " characters");
    }

    /** The same in natural order, so that what is written out twice reads the same. */
    static <T extends Comparable<T>> Set<T> sorted(Set<T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    /** The same, in its author's order. */
    static <K, V> Map<K, V> copy(Map<K, V> values) {
        values.values().forEach(Objects::requireNonNull);
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Null is a default that stands elsewhere. */
    static void between(String field, @Nullable Integer value, int min, int max) {
        that(value == null || (value >= min && value <= max), field + " must be " + min + " to " + max);
    }

    static void webAddress(String field, URI address) {
        that(
                ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                        && address.getHost() != null
                        && address.getRawUserInfo() == null
                        && address.toASCIIString().length() <= MAX_ADDRESS,
                field + " must be an http or https URL without user info, of at most " + MAX_ADDRESS + " characters");
    }
}
