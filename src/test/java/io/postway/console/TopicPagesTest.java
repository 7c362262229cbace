package io.postway.console;

import static io.postway.console.DeadLetters.LISTING;
import static io.postway.console.DeadLetters.TOPIC;
import static io.postway.console.DeadLetters.dead;
import static io.postway.console.DeadLetters.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postway.event.DeadCallback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicPagesTest {

    private static final int LETTERS = 400;
    private static final int PARTITIONS = 3;

    private final TopicInMemory topic = new TopicInMemory(TOPIC.name(), PARTITIONS);

    /** Unevenly spread, with strange things between them. */
    @BeforeEach
    void fill() {
        for (int i = 0; i < LETTERS; i++) {
            var partition = i % 10 == 0 ? 0 : i < LETTERS / 2 ? 1 : 2;
            topic.add(partition, minute(i), TOPIC.write(dead(i, i % 2 == 0 ? "status_404" : "status_410")));
            topic.add(partition, minute(i), "{\"reason\":\"status_404\"}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static RecordFilter filter(@Nullable String code, @Nullable Instant from, @Nullable Instant to) {
        return new RecordFilter(null, code, from, to, Set.of());
    }

    private static List<Integer> numbers(List<DeadCallback> page) {
        return page.stream()
                .map(one -> (int) one.id().getLeastSignificantBits())
                .toList();
    }

    /** Each page by a request of its own. */
    private List<Integer> read(Order order, RecordFilter filter, int limit) {
        var found = new ArrayList<Integer>();
        Cursor cursor = null;
        do {
            try (var ranges = topic.open()) {
                var pages = new TopicPages<>(ranges, LISTING, filter, order, cursor);
                var page = pages.next(limit);
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                found.addAll(numbers(page));
                var next = pages.next();
                cursor = next == null ? null : Cursor.parse(next);
            }
        } while (cursor != null);
        return found;
    }

    private static List<Integer> expected(Order order, int from, int to, int step) {
        var numbers = IntStream.range(from, to)
                .filter(number -> number % step == 0)
                .boxed()
                .toList();
        return order == Order.NEWEST ? numbers.reversed() : numbers;
    }

    @ParameterizedTest
    @EnumSource
    void partitionsAreMergedByTimeWhateverAPageHolds(Order order) {
        for (int limit : List.of(7, 150)) {
            assertThat(read(order, filter(null, null, null), limit)).isEqualTo(expected(order, 0, LETTERS, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatMatchesIsFound(Order order) {
        assertThat(read(order, filter("status_404", minute(100), minute(300)), 33))
                .isEqualTo(expected(order, 100, 300, 2));
        assertThat(read(order, filter(null, minute(LETTERS), null), 33)).isEmpty();
        assertThat(read(order, filter("status_500", null, null), 33)).isEmpty();
    }

    @Test
    void whatComesAfterTheFirstPageIsOnNone() {
        String next;
        try (var ranges = topic.open()) {
            var pages = new TopicPages<>(ranges, LISTING, filter(null, null, null), Order.NEWEST, null);
            assertThat(numbers(pages.next(2))).containsExactly(399, 398);
            next = String.valueOf(pages.next());
        }
        topic.add(1, minute(LETTERS), TOPIC.write(dead(LETTERS, "status_404")));

        try (var ranges = topic.open()) {
            var pages = new TopicPages<>(ranges, LISTING, filter(null, null, null), Order.NEWEST, Cursor.parse(next));
            assertThat(numbers(pages.next(2))).containsExactly(397, 396);
        }
    }

    @Test
    void aCursorMustFit() {
        refused("cursor belongs to other records", new Cursor(Order.NEWEST, "postway.attempts", List.of(0L, 0L, 0L)));
        refused("cursor belongs to another order", new Cursor(Order.OLDEST, TOPIC.name(), List.of(0L, 0L, 0L)));
        var impossible = "cursor points to where nothing has ever stood: begin without one";
        refused(impossible, new Cursor(Order.NEWEST, TOPIC.name(), List.of(0L, 0L)));
        refused(impossible, new Cursor(Order.NEWEST, TOPIC.name(), List.of(0L, 0L, 1_000_000L)));
    }

    private void refused(String words, Cursor cursor) {
        try (var ranges = topic.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TopicPages<>(ranges, LISTING, filter(null, null, null), Order.NEWEST, cursor))
                    .withMessage(words);
        }
    }
}
