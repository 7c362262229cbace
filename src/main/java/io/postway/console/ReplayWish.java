package io.postway.console;

import io.postway.event.AppToken;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters shall be tried again, and how. What is null does not matter, or has its default.
 *
 * @param ids of callbacks, 1 to 1,000
 * @param cursor where a replay that was not complete goes on
 * @param limit how many callbacks at most; default 1,000
 * @param dryRun whether to only tell what would be done; default false
 * @param endpoint where they shall go; default {@link Endpoint#ORIGINAL}
 */
record ReplayWish(
        @Nullable List<String> ids,
        @Nullable AppToken app,
        @Nullable String code,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String cursor,
        @Nullable Integer limit,
        @Nullable Boolean dryRun,
        @Nullable Endpoint endpoint) {

    private static final int MAX_IDS = 1_000;
    private static final int MAX_LIMIT = 10_000;
    private static final int LIMIT = 1_000;

    /** Where a replayed callback goes. */
    enum Endpoint {
        /** Where every attempt before it went. */
        ORIGINAL,
        /** Where the panel says now, for when it had named a wrong place. */
        CURRENT
    }

    ReplayWish {
        if (ids != null) {
            RecordFilter.require(
                    !ids.isEmpty() && ids.size() <= MAX_IDS, "ids must be 1 to " + MAX_IDS + " ids of callbacks");
            for (int i = 0; i < ids.size(); i++) {
                RecordFilter.requireCallbackId("ids[" + i + "]", ids.get(i));
            }
        }
        RecordFilter.require(limit == null || (limit >= 1 && limit <= MAX_LIMIT), "limit must be 1 to " + MAX_LIMIT);
        RecordFilter.require(
                !filter(ids, app, code, from, to).isEmpty(),
                "one of ids, app, code, from and to is required; from alone takes all since then");
        parse(cursor);
    }

    private static RecordFilter filter(
            @Nullable List<String> ids,
            @Nullable AppToken app,
            @Nullable String code,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new RecordFilter(app, code, from, to, ids == null ? Set.of() : Set.copyOf(ids));
    }

    private static @Nullable Cursor parse(@Nullable String cursor) {
        try {
            return cursor == null ? null : Cursor.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cursor: " + e.getMessage(), e);
        }
    }

    RecordFilter filter() {
        return filter(ids, app, code, from, to);
    }

    @Nullable
    Cursor start() {
        return parse(cursor);
    }

    int most() {
        return Objects.requireNonNullElse(limit, LIMIT);
    }

    boolean isDry() {
        return Objects.requireNonNullElse(dryRun, false);
    }

    boolean takesCurrentEndpoint() {
        return endpoint == Endpoint.CURRENT;
    }
}
