package io.postway.settings;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the fields of a resource must satisfy; the message begins with the field, then says the rule. */
final class Rules {

    private static final int MAX_TEXT = 256;
    private static final int MAX_ADDRESS = 2_048;

    private Rules() {}

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new BrokenRuleException(message);
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

    /** The same, which must be whole: JSON may hold null anywhere. */
    static <T> List<T> list(String field, List<T> values) {
        for (int i = 0; i < values.size(); i++) {
            present(field + "[" + i + "]", values.get(i));
        }
        return List.copyOf(values);
    }

    /** The same in natural order, so that what is written out twice reads the same. */
    static <T extends Comparable<T>> Set<T> sorted(String field, Set<T> values) {
        that(values.stream().noneMatch(Objects::isNull), field + " must not hold null");
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    /** The same, in its author's order; null is as good as absent. */
    static <K, V> Map<K, V> copy(Map<K, V> values) {
        var copy = new LinkedHashMap<>(values);
        copy.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(copy);
    }

    /** Null is a default that stands elsewhere. */
    static void between(String field, @Nullable Integer value, int min, int max) {
        if (value != null && (value < min || value > max)) {
            throw new BrokenRuleException(field + " must be " + min + " to " + max);
        }
    }

    /** Null is a default that stands elsewhere. */
    static void webAddress(String field, @Nullable URI address) {
        that(
                address == null || isWebAddress(address),
                field + " must be an http or https URL without user info, of at most " + MAX_ADDRESS + " characters");
    }

    private static boolean isWebAddress(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.toASCIIString().length() <= MAX_ADDRESS;
    }
}
