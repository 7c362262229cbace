package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuePaceTest {

    private static final long START = 1_773_144_000_000L;
    private static final long LOOK = 200;
    private static final long SECOND = 1_000;

    private final QueuePace pace = new QueuePace(START);
    private long now = START;

    @Test
    void whileNobodyComesBackTwiceAsManyGoEachSecond() {
        assertThat(secondsOfAnEndlessQueue(13))
                .containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_000, 2_000);
    }

    @Test
    void onceOneHasComeBackAQuarterMoreGoEachSecond() {
        pace.missed(now);

        assertThat(secondsOfAnEndlessQueue(36))
                .startsWith(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, 27)
                .endsWith(1_391, 1_738, 2_000, 2_000, 2_000);
    }

    @Test
    void nobodyGoesBeforeTheTimeThatTheLastOneNamed() {
        secondsOfAnEndlessQueue(5);

        pace.missed(now + 10 * SECOND);

        assertThat(secondsOfAnEndlessQueue(12)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 10);
    }

    @Test
    void aDeadPlaceIsAskedByOneAtATime() {
        for (int turn = 0; turn < 10; turn++) {
            assertThat(pace.allowance(now)).isOne();
            pace.gone(1);
            pace.missed(now + 30 * SECOND);
            assertThat(pace.allowance(now + 29 * SECOND)).isZero();
            now += 30 * SECOND;
        }
    }

    /** How fast a place is does not show where few have to go there. */
    @Test
    void aShortQueueDoesNotMakeItFaster() {
        for (int second = 0; second < 20; second++) {
            assertThat(pace.allowance(now)).isOne();
            pace.gone(1);
            now += SECOND;
        }
        pace.allowance(now);
        assertThat(pace.allowance(now + SECOND - 1)).isLessThanOrEqualTo(2);
    }

    /** Whoever looks may be busy with other things. */
    @Test
    void whatALateLookMissedGoesWithIt() {
        secondsOfAnEndlessQueue(8);

        assertThat(pace.allowance(now)).isEqualTo(52);
        pace.gone(52);
        assertThat(pace.allowance(now + 700)).isEqualTo(256 * 9 / 10 + 1 - 52);
    }

    /** With a place that takes 100 a second, has 500 wait there, and refuses whoever comes then. */
    @Test
    void itFollowsThePaceOfASlowPlace() {
        record Refused(long backAt) {}
        Deque<Refused> refused = new ArrayDeque<>();
        int waiting = 0;
        int taken = 0;
        int missed = 0;
        for (int look = 0; look < 600 * 5; look++, now += LOOK) {
            var done = Math.min(20, waiting);
            waiting -= done;
            taken += done;
            while (!refused.isEmpty() && refused.peek().backAt() <= now) {
                refused.remove();
                pace.missed(now + SECOND);
            }
            var gone = pace.allowance(now);
            pace.gone(gone);
            waiting += gone;
            for (; waiting > 500; waiting--, missed++) {
                refused.add(new Refused(now + SECOND / 2));
            }
        }
        assertThat(taken).isGreaterThan(95 * 600);
        assertThat(missed).isLessThan(taken / 5);
    }

    @Test
    void whoIsLetGoIsRememberedForAMinute() {
        pace.allowance(now);

        assertThat(pace.isForgotten(now + 60 * SECOND)).isFalse();
        assertThat(pace.isForgotten(now + 61 * SECOND)).isTrue();
    }

    /** How many go in each second. */
    private List<Integer> secondsOfAnEndlessQueue(int seconds) {
        var all = new ArrayList<Integer>();
        for (int second = 0; second < seconds; second++) {
            int gone = 0;
            for (long end = now + SECOND; now < end; now += LOOK) {
                var some = pace.allowance(now);
                pace.gone(some);
                gone += some;
            }
            all.add(gone);
        }
        return all;
    }
}
