package io.postway.console;

import io.postway.event.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token that the admin API's first user has: configured, or made once and kept in a file that only we can read. */
final class AdminToken {

    private static final Logger log = LoggerFactory.getLogger(AdminToken.class);
    private static final String FILE = "admin-token";
    private static final int LENGTH = 40;

    private final byte[] token;

    private AdminToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    static AdminToken of(@Nullable String configured, Path dataDir) {
        return new AdminToken(configured == null ? kept(dataDir.resolve(FILE)) : configured);
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            log.info("The admin token is in {}", file.toAbsolutePath());
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the admin token cannot be kept in " + file, e);
        }
    }

    /** Whole or not at all: a crash in between must not leave a token that is easy to guess. */
    private static void write(Path file) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(directory, FILE, ".tmp", onlyUs);
        Files.writeString(draft, Tokens.random(LENGTH) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes the same time whatever differs. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
    }
}
