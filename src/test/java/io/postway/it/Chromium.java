package io.postway.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The browser of this machine, if it has one. */
final class Chromium {

    private static final Logger log = LoggerFactory.getLogger(Chromium.class);

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
        if (Files.isExecutable(path())) {
            return true;
        }
        log.warn("There is no Chromium at {}: the tests with a browser are skipped", path());
        return false;
    }
}
