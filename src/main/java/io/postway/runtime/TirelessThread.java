package io.postway.runtime;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that works until it is stopped: work that fails is logged, and begins again after a pause. */
public final class TirelessThread {

    private static final Logger log = LoggerFactory.getLogger(TirelessThread.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Consumer<BooleanSupplier> work;
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param work goes on for as long as what it is given says so */
    public TirelessThread(String name, Consumer<BooleanSupplier> work) {
        this.name = name;
        this.work = work;
    }

    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name(name).start(this::workForEver);
    }

    /** Lets the work end, without waiting for that: the work itself may say so. */
    public void end() {
        running = false;
    }

    /** Lets the work end, and waits for that for as long as {@code patience}. */
    public void stop(Duration patience) {
        end();
        try {
            if (thread != null) {
                thread.join(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return running;
    }

    private void workForEver() {
        while (running) {
            try {
                work.accept(this::isRunning);
            } catch (RuntimeException e) {
                log.error("{} failed, and begins again where it was", name, e);
                pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /** Lets {@code time} pass, or less if the thread is interrupted: then it says so to who asks next. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
