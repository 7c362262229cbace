package io.postway.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The browser of this machine, if it has one. */
final class Chromium {

    /** A browser that asks nobody but those whom a test sends it to; without a sandbox, since tests may run as root. */
    static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Chromium() {}

    static Path path() {
        return Path.of(Objects.requireNonNullElse(System.getenv("POSTWAY_CHROMIUM"), "/usr/bin/chromium"));
    }

    static boolean isInstalled() {
        return Files.isExecutable(path());
    }
}
