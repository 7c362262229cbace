package io.postway.market;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How time passes in the market. */
enum Tempo {
    /** All requests are sent as fast as can be; only {@code created_at} lets a life last. */
    NOW,
    /** Virtual time: lives last for weeks. */
    MONTHS;

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Between two steps of a life. */
    Duration pause(RandomGenerator random) {
        if (this == NOW) {
            return Duration.ZERO;
        }
        var kind = random.nextInt(100);
        if (kind < 30) {
            return between(random, 0, 10 * SECOND);
        }
        if (kind < 50) {
            return between(random, 10 * SECOND, 25 * MINUTE);
        }
        if (kind < 75) {
            return between(random, 20 * MINUTE, DAY);
        }
        return kind < 95 ? between(random, DAY, 9 * DAY) : between(random, 9 * DAY, 33 * DAY);
    }

    /** Exactly this long, where time passes at all. */
    Duration exactly(Duration pause) {
        return this == NOW ? Duration.ZERO : pause;
    }

    static Duration between(RandomGenerator random, long fromMillis, long toMillis) {
        return Duration.ofMillis(random.nextLong(fromMillis, toMillis));
    }

    static Duration upToSeconds(RandomGenerator random, int seconds) {
        return between(random, 0, seconds * SECOND);
    }

    static Duration upToDays(RandomGenerator random, int days) {
        return between(random, 0, days * DAY);
    }
}
