package io.postway.collect.spool;

import io.postway.event.Topic;
import io.postway.runtime.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on this disk, in one order: what has been appended is fsynced, and stays until it is removed. While anything
 * is here, everything that comes queues up behind it.
 */
final class Spool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    /** When a new file is begun; with the largest record, what emptying takes of the heap. */
    private static final long SEGMENT_BYTES = 8 << 20;

    /** What Kafka takes, less room for key and headers. */
    private static final int MAX_VALUE_BYTES = Topic.MAX_RECORD_BYTES - 16 * 1024;

    /** So many are sent within a blink, for which those that come can wait. */
    private static final int FEW = 1_000;

    private final SpoolDirectory directory;
    private final long maxBytes;
    private final InstantSource clock;
    private final SpoolMetrics metrics;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private volatile boolean inUse;
    private boolean lastIsOpen;
    private boolean handingOver;
    private Instant since = Instant.MIN;

    /**
     * Takes over what an earlier process left.
     *
     * @param maxBytes of all files together; 0: nothing is taken
     * @throws UncheckedIOException if the directory cannot be used
     * @throws IllegalStateException if another instance uses it
     */
    Spool(Path directory, long maxBytes, InstantSource clock, SpoolMetrics metrics) {
        this.directory = new SpoolDirectory(directory);
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.metrics = metrics;
        reopen();
        metrics.watch(this);
    }

    private void reopen() {
        segments.addAll(directory.reopen(clock.instant()));
        segments.forEach(segment -> metrics.found(segment.records()));
        if (!segments.isEmpty()) {
            since = clock.instant().minus(age());
            inUse = true;
            log.warn("spool.found bytes={} Records wait here since an earlier run", bytes());
        }
    }

    /**
     * Appends behind what is here, if anything is.
     *
     * @return false: nothing is here, and nothing was done
     * @throws UnavailableException if the record may not be durable
     */
    boolean appendBehindOthers(SpooledRecord entry) {
        return inUse && append(entry, false);
    }

    /** @throws UnavailableException if the record may not be durable */
    void append(SpooledRecord entry) {
        append(entry, true);
    }

    private boolean append(SpooledRecord entry, boolean alsoAsFirst) {
        if (entry.value().length > MAX_VALUE_BYTES) {
            throw new UnavailableException("Kafka would not take a record of " + entry.value().length + " bytes");
        }
        var frame = Frames.write(entry);
        Segment segment;
        long end;
        lock.lock();
        try {
            while (handingOver && !alsoAsFirst) {
                changed.awaitUninterruptibly();
            }
            if (segments.isEmpty() && !alsoAsFirst) {
                return false;
            }
            segment = segmentFor(frame.length);
            end = segment.append(entry, frame);
        } catch (IOException e) {
            throw diskFailed(e);
        } finally {
            lock.unlock();
        }
        force(segment, end);
        metrics.spooled();
        return true;
    }

    private Segment segmentFor(int frameBytes) throws IOException {
        if (bytes() + frameBytes > maxBytes) {
            throw new UnavailableException("the spool is full, or off");
        }
        var last = segments.peekLast();
        if (last != null && lastIsOpen && !last.hasFailed() && last.bytes() < SEGMENT_BYTES) {
            return last;
        }
        var next = directory.create();
        if (segments.isEmpty()) {
            since = clock.instant();
            inUse = true;
            log.warn("spool.begun Kafka does not take records: they are kept in {} until it does", directory);
        }
        segments.addLast(next);
        lastIsOpen = true;
        changed.signalAll();
        return next;
    }

    private void force(Segment segment, long end) {
        try {
            if (segment.force(end)) {
                metrics.forced();
            }
        } catch (IOException e) {
            throw diskFailed(e);
        }
    }

    private UnavailableException diskFailed(IOException cause) {
        log.error("spool.disk_failed Nothing can be kept in {}: {}", directory, cause.toString());
        return new UnavailableException("the spool's disk failed", cause);
    }

    /** The first file, for as long as {@code patience} if there is none. */
    Optional<Segment> first(Duration patience) {
        lock.lock();
        try {
            var nanosLeft = patience.toNanos();
            while (segments.isEmpty() && nanosLeft > 0) {
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
            return Optional.ofNullable(segments.peekFirst());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * From now on nothing is appended to the first file, and all of it is on the disk, as far as that can be. Where it
     * is all there is, and little that can be sent at once, what comes from now on even waits until {@link #release}:
     * else the spool would never become empty while requests keep coming.
     *
     * @return whether they wait
     */
    boolean sealFirst() {
        Segment first;
        boolean isHolding;
        lock.lock();
        try {
            first = segments.getFirst();
            if (segments.size() == 1) {
                lastIsOpen = false;
                handingOver = first.lastSent().isEmpty() && first.records() <= FEW;
            }
            isHolding = handingOver;
        } finally {
            lock.unlock();
        }
        try {
            first.force(first.bytes());
        } catch (IOException e) {
            log.debug("Whoever waits for it is told", e);
        }
        return isHolding;
    }

    /** What waits goes on: behind what is here, or elsewhere if nothing is. */
    void release() {
        lock.lock();
        try {
            handingOver = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All of the first file is safe elsewhere. */
    void removeFirst() {
        lock.lock();
        try {
            delete(segments.removeFirst());
            if (segments.isEmpty()) {
                inUse = false;
                log.info(
                        "spool.ended All records that waited are with Kafka, seconds={}",
                        between(since).toSeconds());
            }
        } finally {
            lock.unlock();
        }
    }

    private Duration between(Instant start) {
        return Duration.between(start, clock.instant());
    }

    /** One that cannot be deleted is looked through at the next start, and found to be with Kafka. */
    private static void delete(Segment segment) {
        try {
            segment.delete();
        } catch (IOException e) {
            log.warn("spool.not_deleted {}", e.toString());
        }
    }

    /** Keeps what Kafka will never take for a person to look at, out of the others' way. */
    void setAside(SpooledRecord entry) throws IOException {
        directory.setAside(entry);
    }

    /** Whether a record of usual size would be taken now. */
    boolean hasRoom() {
        return bytes() + SEGMENT_BYTES <= maxBytes && directory.usableBytes() > SEGMENT_BYTES;
    }

    /** On the disk, frames included. */
    long bytes() {
        lock.lock();
        try {
            return segments.stream().mapToLong(Segment::bytes).sum();
        } finally {
            lock.unlock();
        }
    }

    long records() {
        lock.lock();
        try {
            return segments.stream().mapToLong(Segment::records).sum();
        } finally {
            lock.unlock();
        }
    }

    /** How long the first record has waited; zero: none does. */
    Duration age() {
        var first = first(Duration.ZERO).map(Segment::oldest);
        return first.map(this::between).orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            for (var segment : segments) {
                segment.close();
            }
            directory.close();
        } catch (IOException e) {
            log.warn("spool.not_closed {}", e.toString());
        } finally {
            lock.unlock();
        }
    }
}
