package io.postway.delivery;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How old things are, to the second: few numbers, however many things. For one thread. */
final class Ages {

    private final TreeMap<Long, Integer> bySecond = new TreeMap<>();

    void add(Instant since) {
        bySecond.merge(since.getEpochSecond(), 1, Integer::sum);
    }

    /** What was added before. */
    void remove(Instant since) {
        bySecond.computeIfPresent(since.getEpochSecond(), (second, count) -> count == 1 ? null : count - 1);
    }

    /** The second of the oldest, in milliseconds since 1970; empty: there is nothing. */
    OptionalLong oldest() {
        return bySecond.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bySecond.firstKey() * 1_000);
    }
}
