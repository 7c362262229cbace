package io.postway.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page's shell lines, run as they are printed, against an instance on another port. */
final class Readme {

    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final String PRINTED_BASE = "http://localhost:8080";

    private final List<String> blocks;
    private final Path directory;
    private final String base;

    Readme(Path file, Path directory, String base) throws IOException {
        this.blocks = BLOCK.matcher(Files.readString(file))
                .results()
                .map(block -> block.group(1))
                .toList();
        this.directory = directory;
        this.base = base;
    }

    /** Whether this machine has what the lines call. */
    static boolean canRun() throws InterruptedException {
        try {
            return new ProcessBuilder("bash", "-c", "command -v curl").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many blocks there are to run. */
    int size() {
        return blocks.size();
    }

    /** What the first block that contains {@code part} prints. */
    String run(String part) throws IOException, InterruptedException {
        var script = blocks.stream()
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow()
                .replace(PRINTED_BASE, base);
        var process = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
