package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.LaterCallback;
import io.postway.event.LaterCallback.Turn;
import io.postway.event.Topic;
import io.postway.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration MAX_AGE = Duration.ofDays(7);
    private static final Topic<LaterCallback> LATER = new Topics("postway").callbacksLater();

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("waiting"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    private final List<String> released = new ArrayList<>();
    private WaitingRoom room;
    private Instant now = START;

    @BeforeEach
    void open() {
        var context = new MockProcessorContext<String, byte[]>();
        store.init(context.getStateStoreContext(), store);
        room = new WaitingRoom(store, MAX_AGE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theOldestOfAQueueGoesFirst() {
        queue("young", 30, "place", 0, START);
        queue("old", 10, "place", 0, START);
        queue("middle", 20, "place", 0, START);

        assertThat(after(Duration.ZERO)).containsExactly("old");
        assertThat(after(Duration.ofSeconds(1))).containsExactly("middle");
        assertThat(after(Duration.ofMillis(400))).containsExactly("young");
    }

    @Test
    void aQueueThatStandsStillHoldsUpNobodyElse() {
        queue("hangs", 0, "dead", 0, START.plusSeconds(300));
        queue("goes", 1, "alive", 0, START.plusSeconds(1));
        wait("is due", START.plusSeconds(2));

        assertThat(after(Duration.ofSeconds(1))).containsExactly("goes");
        assertThat(after(Duration.ofSeconds(1).plusMillis(1))).containsExactly("is due");
        assertThat(after(Duration.ofSeconds(298))).containsExactly("hangs");
    }

    @Test
    void whoMissedATurnHasItsOldPlaceAndStopsTheQueue() {
        for (int i = 0; i < 8; i++) {
            queue("callback-" + i, i, "place", 0, START);
        }
        assertThat(after(Duration.ZERO)).containsExactly("callback-0");
        queue("callback-0", 0, "place", 1, START.plusSeconds(15));

        assertThat(after(Duration.ofSeconds(14))).isEmpty();
        assertThat(after(Duration.ofSeconds(1))).containsExactly("callback-0");
        assertThat(after(Duration.ofSeconds(1))).containsExactly("callback-1");
        assertThat(after(Duration.ofMillis(400))).containsExactly("callback-2");
    }

    @Test
    void whatIsTooOldIsLetGoHoweverLongItsQueueWaits() {
        queue("first", 0, "dead", 0, START.plusSeconds(1));
        queue("second", 1, "dead", 0, START.plusSeconds(1));
        now = START.plusSeconds(1);
        queue("third", 3_600, "dead", 3, START.plus(Duration.ofDays(30)));

        assertThat(after(MAX_AGE.minusSeconds(2))).isEmpty();
        assertThat(after(Duration.ofSeconds(2).plusMillis(1))).containsExactly("first", "second");
        assertThat(after(Duration.ofHours(1))).containsExactly("third");
    }

    @Test
    void whoeverTakesItOverGoesOnWhereItStood() {
        queue("first", 0, "place", 0, START.plusSeconds(60));
        queue("second", 1, "place", 0, START.plusSeconds(60));
        wait("is due", START.plusSeconds(1));

        room = new WaitingRoom(store, MAX_AGE);

        assertThat(room.oldest()).hasValue(START.toEpochMilli());
        assertThat(after(Duration.ofSeconds(1).plusMillis(1))).containsExactly("is due", "first");
        assertThat(after(Duration.ofSeconds(1))).containsExactly("second");
        assertThat(room.oldest()).isEmpty();
        assertThat(after(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void whatComesTwiceWaitsOnce() {
        queue("same", 0, "place", 0, START);
        queue("same", 0, "place", 0, START);
        wait("same too", START.plusSeconds(1));
        wait("same too", START.plusSeconds(1));

        assertThat(after(Duration.ofSeconds(5))).containsExactly("same too", "same");
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
        assertThat(room.oldest()).isEmpty();
    }

    @Test
    void namesOfQueuesMayBeOfAnyForm() {
        queue("strange", 0, "paused a#1 app:|~\u00e9\n", 0, START);

        assertThat(after(Duration.ZERO)).containsExactly("strange");
    }

    private void wait(String id, Instant dueAt) {
        add(id, START, dueAt, null);
    }

    private void queue(String id, int secondsAfterStart, String queue, int missed, Instant lookAgainAt) {
        add(id, START.plusSeconds(secondsAfterStart), lookAgainAt, new Turn(queue, missed));
    }

    private void add(String id, Instant since, Instant dueAt, @Nullable Turn turn) {
        var later = LaterCallback.of(Callbacks.callback(id), 0, since, dueAt, "circuit_open", turn);
        // As it would be read.
        var bytes = LATER.write(later);
        room.add(LATER.read(bytes), bytes);
    }

    /** Who goes when so much time has passed, in that order. */
    private List<String> after(Duration time) {
        now = now.plus(time);
        released.clear();
        room.release(now, bytes -> released.add(LATER.read(bytes).callback().callbackId()));
        return List.copyOf(released);
    }
}
