package io.postway.console;

import io.postway.event.AppToken;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records somebody wants to see; what is null or empty does not matter to them.
 *
 * @param code the record's reason, such as {@code status_503}
 * @param from received at that time or later
 * @param to received before that time
 * @param callbackIds any of these
 */
record RecordFilter(
        @Nullable AppToken app,
        @Nullable String code,
        @Nullable Instant from,
        @Nullable Instant to,
        Set<String> callbackIds) {

    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern CALLBACK_ID = Pattern.compile("[0-9a-f]{32}");

    /** What Kafka takes for a time, and a person for a year. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    RecordFilter {
        callbackIds = Set.copyOf(callbackIds);
        require(code == null || CODE.matcher(code).matches(), "code must be 1 to 64 characters of a-z, 0-9 and _");
        requireTime("from", from);
        requireTime("to", to);
        require(from == null || to == null || from.isBefore(to), "from must be before to");
    }

    /** @throws IllegalArgumentException calling it {@code field}, if it cannot be the id of a callback */
    static String requireCallbackId(String field, @Nullable String id) {
        require(id != null && CALLBACK_ID.matcher(id).matches(), field + " must be 32 digits of 0-9 and a-f");
        return Objects.requireNonNull(id);
    }

    private static void requireTime(String field, @Nullable Instant time) {
        require(
                time == null || !(time.isBefore(FIRST) || time.isAfter(LAST)),
                field + " must be between the years 1970 and 9999");
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    boolean isEmpty() {
        return app == null && code == null && from == null && to == null && callbackIds.isEmpty();
    }

    /** The same for records with any reason. */
    RecordFilter withAnyCode() {
        return new RecordFilter(app, null, from, to, callbackIds);
    }

    /** Whether the record is worth parsing. */
    boolean mayMatch(ConsumerRecord<String, byte[]> entry) {
        return RecordBytes.contain(entry.value(), texts());
    }

    /** What a record that matches must hold. */
    private List<String> texts() {
        return Stream.of(
                        Stream.ofNullable(app).map(AppToken::value),
                        Stream.ofNullable(code),
                        callbackIds.size() == 1 ? callbackIds.stream() : Stream.<String>empty())
                .flatMap(text -> text)
                .toList();
    }

    boolean matches(RecordFacts facts) {
        return (app == null || app.equals(facts.app()))
                && (code == null || code.equals(facts.reason()))
                && (from == null || !facts.receivedAt().isBefore(from))
                && (to == null || facts.receivedAt().isBefore(to))
                && isAnyOf(callbackIds, facts.callbackId());
    }

    private static boolean isAnyOf(Collection<String> wanted, @Nullable String id) {
        return wanted.isEmpty() || (id != null && wanted.contains(id));
    }
}
