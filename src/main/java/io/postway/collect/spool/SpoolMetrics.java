package io.postway.collect.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * What waits on this disk because Kafka did not take it. At any time:
 *
 * <pre>spooled + found = drained + skipped + set_aside + waiting</pre>
 *
 * Alert while {@code waiting} is not zero: Kafka is away for this instance, and what it answered is on this disk alone.
 * Alert on {@code set_aside}, too: a person must look at the file that the log names.
 */
final class SpoolMetrics {

    private final MeterRegistry meters;
    private final Counter spooled;
    private final Counter found;
    private final Counter drained;
    private final Counter skipped;
    private final Counter setAside;
    private final Counter fsyncs;

    SpoolMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.spooled = counter("spooled", "Records made durable on this disk");
        this.found = counter("found", "Records that an earlier run had left");
        this.drained = counter("drained", "Records that Kafka has acknowledged since");
        this.skipped = counter("skipped", "Records that Kafka already had when they were to be sent");
        this.setAside = counter("set.aside", "Records that Kafka will never take");
        this.fsyncs = counter("fsyncs", "How often the disk was waited for; several records can share one");
    }

    void watch(Spool spool) {
        gauge("waiting", "Records that wait", spool, Spool::records);
        gauge("waiting.bytes", "What they take", spool, Spool::bytes);
        gauge(
                "age.seconds",
                "How long the oldest has waited",
                spool,
                watched -> watched.age().toSeconds());
    }

    private void gauge(String name, String description, Spool spool, ToDoubleFunction<Spool> value) {
        Gauge.builder("postway.collect.spool." + name, spool, value)
                .description(description)
                .register(meters);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("postway.collect.spool." + name)
                .description(description)
                .register(meters);
    }

    void spooled() {
        spooled.increment();
    }

    void found(int records) {
        found.increment(records);
    }

    void forced() {
        fsyncs.increment();
    }

    /** One file has been emptied. */
    void emptied(int sent, int there, int refused) {
        drained.increment(sent);
        skipped.increment(there);
        setAside.increment(refused);
    }
}
