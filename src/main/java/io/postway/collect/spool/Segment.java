package io.postway.collect.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the spool, named by its place in the order. {@link #append} is called by one thread at a time, everything
 * else by any.
 */
final class Segment {

    private static final Logger log = LoggerFactory.getLogger(Segment.class);

    /** Nothing of it was ever given to Kafka by whoever empties the spool. */
    static final String WAITING = ".waiting";

    /** Something of it may have been: whoever sends it must look first. */
    static final String TRIED = ".tried";

    private final ReentrantLock forcing = new ReentrantLock();
    private final Path directory;
    private volatile Path file;
    private @Nullable FileChannel channel;
    private volatile int records;
    private volatile long bytes;
    private volatile Instant oldest = Instant.MAX;
    private volatile Instant lastSent = Instant.MIN;
    private volatile long forced;
    private volatile boolean failed;

    private Segment(Path directory, String name) {
        this.directory = directory;
        this.file = directory.resolve(name);
    }

    static Segment create(Path directory, long number) throws IOException {
        var segment = new Segment(directory, name(number, WAITING));
        segment.channel = FileChannel.open(segment.file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        forceDirectory(directory);
        return segment;
    }

    /**
     * One of an earlier process. What that was still writing when it ended is cut off.
     *
     * @param now when something of it may have been sent at the latest
     */
    static Segment reopen(Path directory, String name, Instant now) throws IOException {
        var segment = new Segment(directory, name);
        var content = segment.readAll();
        segment.channel = FileChannel.open(segment.file, StandardOpenOption.WRITE);
        segment.channel.truncate(content.end());
        segment.channel.force(true);
        segment.bytes = content.end();
        segment.forced = content.end();
        content.records().forEach(segment::count);
        if (name.endsWith(TRIED)) {
            segment.lastSent = now;
        }
        return segment;
    }

    static boolean isName(String name) {
        return name.endsWith(WAITING) || name.endsWith(TRIED);
    }

    private static String name(long number, String suffix) {
        return "%020d%s".formatted(number, suffix);
    }

    static long number(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private Path sibling(String suffix) {
        return directory.resolve(name(number(file.toFile().getName()), suffix));
    }

    /** Without a directory's own fsync, a file in it may be gone after a crash of the machine. */
    static void forceDirectory(Path directory) throws IOException {
        try (var opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    /**
     * Returns where the record ends: the argument for {@link #force}. What fails halfway is written over by the next
     * one.
     */
    long append(SpooledRecord entry, byte[] frame) throws IOException {
        var buffer = ByteBuffer.wrap(frame);
        while (buffer.hasRemaining()) {
            open().write(buffer, bytes + buffer.position());
        }
        var end = bytes + frame.length;
        bytes = end;
        count(entry);
        return end;
    }

    private void count(SpooledRecord entry) {
        records = records() + 1;
        oldest = earlier(oldest, entry.receivedAt());
        if (entry.sent()) {
            lastSent = later(lastSent, entry.receivedAt().plus(DurableWriter.LONGEST_WRITE));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /**
     * Returns once everything up to {@code end} is on the disk: one thread sees to it for all that wait.
     *
     * @return whether it was this thread
     * @throws IOException if it may not be; nothing more may be appended then
     */
    boolean force(long end) throws IOException {
        forcing.lock();
        try {
            if (forced >= end) {
                return false;
            }
            if (failed) {
                throw new IOException("an earlier fsync of " + file + " failed");
            }
            var upTo = bytes;
            open().force(false);
            forced = upTo;
            return true;
        } catch (IOException e) {
            // The system may have dropped what it could not write: a later fsync would succeed, and prove nothing.
            failed = true;
            throw e;
        } finally {
            forcing.unlock();
        }
    }

    private FileChannel open() throws IOException {
        if (channel == null) {
            throw new IOException(file + " is closed");
        }
        return channel;
    }

    boolean hasFailed() {
        return failed;
    }

    long bytes() {
        return bytes;
    }

    int records() {
        return records;
    }

    Instant oldest() {
        return oldest;
    }

    /** When something of it may have been given to Kafka last; none: nothing ever was. */
    Optional<Instant> lastSent() {
        return lastSent.equals(Instant.MIN) ? Optional.empty() : Optional.of(lastSent);
    }

    /** Whether a record may have been given to Kafka before. */
    boolean mayHaveSent(SpooledRecord entry) {
        return entry.sent() || file.toString().endsWith(TRIED);
    }

    /** From now on anything of it may be in Kafka; that is known after a crash, too. */
    void tried(Instant now) throws IOException {
        if (!file.toString().endsWith(TRIED)) {
            var tried = sibling(TRIED);
            Files.move(file, tried, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(directory);
            file = tried;
        }
        lastSent = later(lastSent, now);
    }

    List<SpooledRecord> read() throws IOException {
        return readAll().records();
    }

    private Frames.Content readAll() throws IOException {
        var content = Frames.read(Files.readAllBytes(file));
        if (content.damagedBytes() > 0) {
            var kept = sibling(".damaged");
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
            log.error(
                    "spool.damaged bytes={} The disk has lost records; what there was is in {}",
                    content.damagedBytes(),
                    kept);
        }
        return content;
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    void close() throws IOException {
        forcing.lock();
        try {
            open().close();
        } finally {
            forcing.unlock();
        }
    }
}
