package io.postway.attribution;

import io.postway.event.EngagementKind;
import io.postway.event.Stored;
import io.postway.runtime.StoreKeys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The recent engagements by identifier. Bounded in age and in number per identifier and kind, so that one that half the
 * world shares costs no more than one that a single phone has, and a thousand impressions push out no click.
 *
 * <p>Time is cut into periods. In each an identifier has a counter and, per kind, a ring of slots: to add is one read
 * and two writes however many there are, and to find out that there are none is one read per period. Whole segments of
 * the stores are dropped once they are too old; nobody has to look for what has expired.
 */
final class EngagementStore {

    /** How long engagements are remembered: the longest window that any link or app can have. */
    static final Duration MAX_AGE = Duration.ofDays(30);

    /** Enough for every click of an eager phone; of more, the oldest could not win anyway. */
    static final int MAX_NUMBER = 100;

    private static final Duration PERIOD = Duration.ofDays(15);

    /** How much two instances' clocks may differ: what one has read later may bear an earlier time. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final Duration RETENTION = MAX_AGE.plus(PERIOD).plusDays(1);

    private static final String ENGAGEMENTS = "recent-engagements";
    private static final String COUNTERS = "engagement-counters";

    private final WindowStore<String, PastEngagement> engagements;
    private final WindowStore<String, Counters> counters;

    EngagementStore(ProcessorContext<?, ?> context) {
        this.engagements = context.getStateStore(ENGAGEMENTS);
        this.counters = context.getStateStore(COUNTERS);
    }

    static Set<StoreBuilder<?>> stores() {
        return Set.of(store(ENGAGEMENTS, Stored.serde(PastEngagement.class)), store(COUNTERS, Counters.serde()));
    }

    private static <V> StoreBuilder<WindowStore<String, V>> store(String name, Serde<V> values) {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(name, RETENTION, PERIOD, false), Serdes.String(), values);
    }

    /** How many engagements an identifier has had in a period, of each kind. */
    private record Counters(int clicks, int impressions) {

        private static final Counters NONE = new Counters(0, 0);

        private int of(EngagementKind kind) {
            return switch (kind) {
                case CLICK -> clicks;
                case IMPRESSION -> impressions;
            };
        }

        private Counters plusOne(EngagementKind kind) {
            return switch (kind) {
                case CLICK -> new Counters(clicks + 1, impressions);
                case IMPRESSION -> new Counters(clicks, impressions + 1);
            };
        }

        private static Serde<Counters> serde() {
            return Serdes.serdeFrom(
                    (topic, value) -> value == null
                            ? null
                            : ByteBuffer.allocate(2 * Integer.BYTES)
                                    .putInt(value.clicks)
                                    .putInt(value.impressions)
                                    .array(),
                    (topic, bytes) -> {
                        if (bytes == null) {
                            return null;
                        }
                        var buffer = ByteBuffer.wrap(bytes);
                        return new Counters(buffer.getInt(), buffer.getInt());
                    });
        }
    }

    /** @param identifier unique over apps and kinds of ids */
    void add(String identifier, PastEngagement engagement) {
        var period = period(engagement.at());
        var before = counters(identifier, period);
        engagements.put(
                slot(identifier, engagement.kind(), before.of(engagement.kind()) % MAX_NUMBER), engagement, period);
        counters.put(identifier, before.plusOne(engagement.kind()), period);
    }

    /** Those of each kind that are remembered at {@code time}, the latest first. */
    List<PastEngagement> of(String identifier, Instant time) {
        var all = new ArrayList<PastEngagement>();
        periods(time).forEach(period -> addAllOf(identifier, period, all));
        return Stream.of(EngagementKind.values())
                .flatMap(kind -> all.stream()
                        .filter(engagement -> engagement.kind() == kind)
                        .filter(engagement -> !engagement.at().isBefore(time.minus(MAX_AGE)))
                        .sorted(Comparator.comparing(PastEngagement::at).reversed())
                        .limit(MAX_NUMBER))
                .toList();
    }

    private void addAllOf(String identifier, long period, List<PastEngagement> all) {
        var counted = counters(identifier, period);
        for (EngagementKind kind : EngagementKind.values()) {
            for (int i = 0; i < Math.min(counted.of(kind), MAX_NUMBER); i++) {
                var engagement = engagements.fetch(slot(identifier, kind, i), period);
                if (engagement != null) {
                    all.add(engagement);
                }
            }
        }
    }

    /** Its slot stays empty. */
    void remove(String identifier, PastEngagement engagement, Instant time) {
        periods(time).forEach(period -> {
            var number = Math.min(counters(identifier, period).of(engagement.kind()), MAX_NUMBER);
            for (int i = 0; i < number; i++) {
                var slot = slot(identifier, engagement.kind(), i);
                if (engagement.equals(engagements.fetch(slot, period))) {
                    engagements.put(slot, null, period);
                }
            }
        });
    }

    /** The identifier itself, once its engagements are removed. */
    void forget(String identifier, Instant time) {
        periods(time)
                .filter(period -> counters.fetch(identifier, period) != null)
                .forEach(period -> {
                    counters.put(identifier, null, period);
                });
    }

    private Counters counters(String identifier, long period) {
        var known = counters.fetch(identifier, period);
        return known == null ? Counters.NONE : known;
    }

    /** The beginnings of the periods that can hold what is remembered. */
    private static Stream<Long> periods(Instant time) {
        var first = period(time.minus(MAX_AGE));
        var last = period(time.plus(SKEW));
        return Stream.iterate(first, period -> period <= last, period -> period + PERIOD.toMillis());
    }

    private static long period(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), PERIOD.toMillis()) * PERIOD.toMillis();
    }

    private static String slot(String identifier, EngagementKind kind, int number) {
        return StoreKeys.escape(identifier) + "|" + kind + "|" + number;
    }
}
