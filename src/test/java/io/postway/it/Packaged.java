package io.postway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * How to start the packaged jar. Two dozen starts are most of what the tests cost, so there it is unpacked by its own
 * tools, with the classes of earlier starts at hand and without the compiler that pays off after minutes: less than
 * half of the processor's time. What is measured is started as an operator would.
 */
final class Packaged {

    private static final Path JAR = Path.of(System.getProperty("postway.jar")).toAbsolutePath();
    private static final String MEMORY = "-Xmx512m";
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
    /** As the container image has it: RocksDB's memory in large pages. */
    static final Map<String, String> ENVIRONMENT = Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    private static final Path UNPACKED = JAR.resolveSibling("unpacked");
    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();
    private static final List<String> COMMAND = Boolean.getBoolean("postway.fast-start")
            ? soonStarted()
            : List.of(JAVA, MEMORY, NATIVE, "-XX:+UseTransparentHugePages", "-jar", JAR.toString());

    private Packaged() {}

    static List<String> command() {
        return COMMAND;
    }

    private static List<String> soonStarted() {
        return List.of(
                JAVA,
                MEMORY,
                NATIVE,
                "-XX:TieredStopAtLevel=1",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + UNPACKED.resolve("classes.jsa"),
                "-Xlog:disable",
                "-Xlog:all=error",
                "-jar",
                unpacked());
    }

    private static String unpacked() {
        try {
            FileSystemUtils.deleteRecursively(UNPACKED);
            Files.createDirectories(UNPACKED);
            var unpacking = new ProcessBuilder(
                            JAVA,
                            "-Djarmode=tools",
                            "-jar",
                            JAR.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            UNPACKED.toString())
                    .inheritIO()
                    .start();
            if (unpacking.waitFor() != 0) {
                throw new IllegalStateException("could not unpack " + JAR);
            }
            return UNPACKED.resolve(JAR.getFileName()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking", e);
        }
    }
}
