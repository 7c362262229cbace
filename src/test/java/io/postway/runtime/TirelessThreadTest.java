package io.postway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TirelessThreadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void workThatFailsBeginsAgain() throws InterruptedException {
        var begun = new CountDownLatch(2);
        var thread = new TirelessThread("test", running -> {
            begun.countDown();
            throw new IllegalStateException("fails every time");
        });

        thread.start();

        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        thread.stop(PATIENCE);
    }

    @Test
    void stoppingLetsTheWorkEnd() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicInteger();
        var thread = new TirelessThread("test", running -> {
            begun.countDown();
            while (running.getAsBoolean()) {
                Thread.onSpinWait();
            }
            ended.incrementAndGet();
        });
        thread.start();
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        thread.stop(PATIENCE);

        assertThat(ended).hasValue(1);
        assertThat(thread.isRunning()).isFalse();
    }
}
