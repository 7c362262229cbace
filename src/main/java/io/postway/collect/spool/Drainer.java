package io.postway.collect.spool;

import io.postway.runtime.Phases;
import io.postway.runtime.TirelessThread;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import io.postway.runtime.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Empties the spool once Kafka is back: file after file, each record in its order and acknowledged before its file is
 * removed.
 *
 * <p>What may have been given to Kafka before is first looked for on its topic, once such a write is settled: a write
 * that timed out may have arrived, and so may one whose acknowledgement came when we had just been killed.
 */
final class Drainer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Drainer.class);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Spool spool;
    private final TopicGate gate;
    private final TopicProbe probe;
    private final TopicWriter writer;
    private final LogSearch search;
    private final InstantSource clock;
    private final SpoolMetrics metrics;
    private final TirelessThread thread = new TirelessThread("spool", this::drainUntilItFails);
    private @Nullable Instant answeringSince;

    Drainer(
            Spool spool,
            TopicGate gate,
            TopicProbe probe,
            TopicWriter writer,
            LogSearch search,
            InstantSource clock,
            SpoolMetrics metrics) {
        this.spool = spool;
        this.gate = gate;
        this.probe = probe;
        this.writer = writer;
        this.search = search;
        this.clock = clock;
        this.metrics = metrics;
    }

    private void drainUntilItFails(BooleanSupplier running) {
        if (!gate.await(running)) {
            return;
        }
        while (running.getAsBoolean()) {
            var first = spool.first(GLANCE);
            if (first.isPresent() && !tryToDrain(first.get())) {
                TirelessThread.pause(GLANCE);
            }
        }
    }

    private boolean tryToDrain(Segment segment) {
        if (!isTime(segment)) {
            return false;
        }
        var areOthersWaiting = spool.sealFirst();
        try {
            // What came before it was sealed may have been sent a moment ago.
            return isTime(segment) && drain(segment);
        } catch (UnavailableException | KafkaException e) {
            log.warn("spool.waiting Kafka answered, but did not take what waits: {}", e.toString());
            answeringSince = null;
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the spool's disk failed", e);
        } finally {
            if (areOthersWaiting) {
                spool.release();
            }
        }
    }

    private boolean isTime(Segment segment) {
        if (!probe.accepts()) {
            answeringSince = null;
            return false;
        }
        var now = clock.instant();
        if (answeringSince == null) {
            answeringSince = now;
        }
        var since = answeringSince;
        return segment.lastSent()
                .map(sent -> !Settling.settledAt(sent, since).isAfter(now))
                .orElse(true);
    }

    private boolean drain(Segment segment) throws IOException {
        var records = segment.read();
        var there = search.find(records.stream().filter(segment::mayHaveSent).toList());
        log.debug("spool.draining records={} there={}", records.size(), there.size());
        segment.tried(clock.instant());
        var rest = records.stream().filter(entry -> !there.contains(entry.id())).toList();
        var refused = send(rest);
        metrics.emptied(rest.size() - refused, there.size(), refused);
        spool.removeFirst();
        return true;
    }

    /** Returns how many Kafka will never take; all others are acknowledged. */
    private int send(List<SpooledRecord> records) throws IOException {
        var written = new ArrayList<CompletableFuture<Long>>();
        for (var entry : records) {
            written.add(writer.write(entry.topic(), entry.key(), entry.receivedAt(), entry.value()));
            if (isLost(written.getLast())) {
                // The others would each wait as long, and would come before it.
                break;
            }
        }
        var refused = 0;
        for (var i = 0; i < written.size(); i++) {
            if (!isTaken(written.get(i))) {
                spool.setAside(records.get(i));
                refused++;
            }
        }
        return refused;
    }

    private static boolean isLost(CompletableFuture<Long> written) {
        return written.isCompletedExceptionally() && !TopicWriter.isHopeless(written.exceptionNow());
    }

    /** @throws UnavailableException if it may come in time */
    private static boolean isTaken(CompletableFuture<Long> written) {
        try {
            written.join();
            return true;
        } catch (CompletionException e) {
            if (TopicWriter.isHopeless(e)) {
                return false;
            }
            throw new UnavailableException("Kafka did not acknowledge", e);
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    @Override
    public int getPhase() {
        return Phases.STREAMS;
    }
}
