package io.postway.settings;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a resource became with one change, who wanted it and when.
 *
 * @param path the resource's, below {@code /api/v1}
 * @param at when the change was proposed
 * @param resource null: it is gone since
 * @param because what it follows from, in words, if its author has not asked for it; null: it was asked for
 */
public record Revision(
        String path,
        long version,
        UUID changeId,
        String author,
        Instant at,
        @Nullable Resource resource,
        @Nullable String because) {

    /** What stood there from then on; empty: nothing. */
    public Optional<Resource> value() {
        return Optional.ofNullable(resource);
    }

    /** The value, as far as it is of that type. */
    <R extends Resource> Optional<Versioned<R>> as(Class<R> type) {
        return value().filter(type::isInstance).map(value -> new Versioned<>(type.cast(value), version));
    }
}
