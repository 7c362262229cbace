package io.postway.delivery;

import java.time.Duration;

/**
 * How many of a queue are let go: each second more, until one comes back, whose turn was in vain. Then half as many go,
 * and not before the time that it names. So a queue asks a dead endpoint one by one, follows the pace of a slow one,
 * and is soon through with one that has recovered, without being told which it is. Times are in milliseconds since
 * 1970; for one thread.
 */
final class QueuePace {

    /** Longer than it takes to be let go, refused and back. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final Duration MEMORY = Duration.ofMinutes(1);

    private static final int MOST = 2_000;

    /** Once one has come back, a quarter more each second: with twice as many a slow endpoint refuses far more. */
    private static final int SHARE_MORE = 4;

    /** A beat's worth goes bit by bit, so that others' go in between; so much at once. */
    private static final Duration PART = Duration.ofMillis(200);

    private int perBeat = 1;
    private int gone;
    private boolean isRefused;
    private boolean wasRefused;
    private long notBefore;
    private long began;

    /** @param notBefore when the first of the queue may go */
    QueuePace(long notBefore) {
        this.notBefore = notBefore;
    }

    /** One came back. */
    void missed(long lookAgainAt) {
        isRefused = true;
        wasRefused = true;
        notBefore = Math.max(notBefore, lookAgainAt);
    }

    /** How many may go now. */
    int allowance(long now) {
        if (now < notBefore) {
            return 0;
        }
        if (now >= began + BEAT.toMillis()) {
            begin(now);
        }
        var soFar = Math.min(now - began + PART.toMillis(), BEAT.toMillis());
        return (int) Math.ceilDiv(perBeat * soFar, BEAT.toMillis()) - gone;
    }

    /** More go only if there were as many as might. */
    private void begin(long now) {
        if (isRefused) {
            perBeat = Math.max(1, perBeat / 2);
        } else if (gone == perBeat) {
            var more = wasRefused ? Math.max(1, perBeat / SHARE_MORE) : perBeat;
            perBeat = Math.min(MOST, perBeat + more);
        }
        isRefused = false;
        gone = 0;
        began = now;
    }

    void gone(int count) {
        gone += count;
    }

    /** Nobody was let go for so long that whoever is next may as well begin anew. */
    boolean isForgotten(long now) {
        return now > Math.max(began, notBefore) + MEMORY.toMillis();
    }
}
