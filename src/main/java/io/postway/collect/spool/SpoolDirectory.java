package io.postway.collect.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a spool keeps its files: one instance's alone. */
final class SpoolDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SpoolDirectory.class);

    private final Path path;
    private final FileChannel ownership;
    private long nextNumber;

    /**
     * Makes it, and makes it ours.
     *
     * @throws UncheckedIOException if it cannot be used
     * @throws IllegalStateException if another instance uses it
     */
    SpoolDirectory(Path path) {
        this.path = path;
        try {
            Files.createDirectories(path);
            ownership = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            own();
        } catch (IOException e) {
            throw new UncheckedIOException("the spool in " + path + " cannot be used", e);
        }
    }

    private void own() throws IOException {
        try {
            if (ownership.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("Another part of this process has it", e);
        }
        throw new IllegalStateException("another instance uses " + path + ": each needs a postway.data-dir of its own");
    }

    /** The files with something in them that an earlier process left, in their order. */
    List<Segment> reopen(Instant now) {
        try (var files = Files.list(path)) {
            var segments = new ArrayList<Segment>();
            for (var name : files.map(file -> file.toFile().getName())
                    .filter(Segment::isName)
                    .sorted(Comparator.comparingLong(Segment::number))
                    .toList()) {
                var segment = Segment.reopen(path, name, now);
                nextNumber = Segment.number(name) + 1;
                if (segment.records() == 0) {
                    segment.delete();
                } else {
                    segments.add(segment);
                }
            }
            return segments;
        } catch (IOException e) {
            throw new UncheckedIOException("the spool in " + path + " cannot be used", e);
        }
    }

    /** An empty file, after all others. */
    Segment create() throws IOException {
        return Segment.create(path, nextNumber++);
    }

    /** Keeps what Kafka will never take for a person to look at, out of the others' way. */
    void setAside(SpooledRecord entry) throws IOException {
        var file = path.resolve(entry.id() + ".refused");
        Files.write(
                file,
                Frames.write(entry),
                StandardOpenOption.CREATE,
                StandardOpenOption.SYNC,
                StandardOpenOption.WRITE);
        Segment.forceDirectory(path);
        log.error("spool.set_aside Kafka will never take this record: {}", file);
    }

    /** Of the disk. */
    long usableBytes() {
        return path.toFile().getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        ownership.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
