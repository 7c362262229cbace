package io.postway.settings;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings log on this instance's disk, for a start without Kafka. It promises nothing: what it lacks is read from
 * Kafka, and where the disk fails, settings go on without it.
 *
 * <p>The first line names the log, each further one holds a record ({@link CopiedRecord}). A line that is torn or
 * damaged is cut off with all that follows. A copy has its name only once it has been complete, so that nobody starts
 * with half of the settings. Not for several threads at once.
 */
final class SettingsCopy {

    private static final Logger log = LoggerFactory.getLogger(SettingsCopy.class);

    /** The format's name; another one is another file to us. */
    private static final String FORMAT = "postway-settings-1 ";

    private final Path file;
    private final Path unfinished;
    private @Nullable String logId;
    private @Nullable FileChannel channel;
    private long next;
    private boolean complete;

    /** @param directory made once there is something to keep */
    SettingsCopy(Path directory) {
        this.file = directory.resolve("settings-log");
        this.unfinished = directory.resolve("settings-log.unfinished");
        this.logId = readLogId();
    }

    private @Nullable String readLogId() {
        if (!Files.exists(file)) {
            return null;
        }
        try (var lines = new BufferedInputStream(Files.newInputStream(file))) {
            var header = line(lines);
            return header != null && header.startsWith(FORMAT) ? header.substring(FORMAT.length()) : null;
        } catch (IOException e) {
            giveUp(e);
            return null;
        }
    }

    /** Reads the records that there are, and cuts off what is none. */
    void open(Consumer<CopiedRecord> reader) {
        if (logId == null || !Files.exists(file)) {
            return;
        }
        try {
            var good = read(reader);
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (channel.size() > good) {
                log.warn("settings.copy_cut bytes={} of {} are no whole records", channel.size() - good, file);
                channel.truncate(good);
            }
            channel.position(good);
            complete = true;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Returns how many bytes are whole. */
    private long read(Consumer<CopiedRecord> reader) throws IOException {
        try (var lines = new BufferedInputStream(Files.newInputStream(file))) {
            var header = line(lines);
            long good = header == null ? 0 : header.length() + 1L;
            for (var line = line(lines); line != null; line = line(lines)) {
                var entry = CopiedRecord.parse(line).filter(found -> found.offset() >= next);
                if (entry.isEmpty()) {
                    return good;
                }
                reader.accept(entry.get());
                next = entry.get().offset() + 1;
                good += line.length() + 1L;
            }
            return good;
        }
    }

    /** The next line; null: there is none, or it has no end. */
    private static @Nullable String line(InputStream lines) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = lines.read(); next >= 0; next = lines.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            line.write(next);
        }
        return null;
    }

    /** Whether all settings of some time are here. */
    boolean isComplete() {
        return complete;
    }

    /** The offset of the first record that is not here. */
    long next() {
        return next;
    }

    /** Whether there is a copy, but of a log that Kafka tells from this one. */
    boolean isOfAnotherThan(String id) {
        return logId != null && !logId.equals(id);
    }

    boolean isOf(String id) {
        return id.equals(logId);
    }

    /** Forgets everything, and begins a copy of another log. */
    void beginAnew(String newLogId) {
        close();
        logId = newLogId;
        next = 0;
        complete = false;
        try {
            Files.deleteIfExists(file);
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            write(channel, FORMAT + newLogId);
        } catch (IOException e) {
            giveUp(e);
        }
    }

    void append(CopiedRecord entry) {
        if (channel == null) {
            return;
        }
        try {
            write(channel, entry.line());
            next = entry.offset() + 1;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private static void write(FileChannel channel, String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** All that stands in the log has been appended: from now on one may start with this copy. */
    void complete() {
        if (complete || channel == null) {
            return;
        }
        try {
            channel.force(true);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            complete = true;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** A copy with a gap would be worse than an old one. */
    private void giveUp(IOException cause) {
        log.warn("settings.copy_failed The settings log is not copied to {} any more: {}", file, cause.toString());
        close();
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("The copy of the settings could not be closed", e);
        }
        channel = null;
    }
}
