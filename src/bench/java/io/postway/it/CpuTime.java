package io.postway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's own account, in ticks of 10 ms: the one thing that others on the machine cannot disturb. */
final class CpuTime {

    private static final double MICROS_PER_TICK = 10_000;

    private CpuTime() {}

    static double micros(long pid) {
        return micros(Path.of("/proc", String.valueOf(pid)));
    }

    /** @param process or thread: its directory under {@code /proc} */
    static double micros(Path process) {
        var stat = read(process.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) * MICROS_PER_TICK;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
