package io.postway.quickstart;

import io.postway.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * The latest requests that the sandbox got, newest first. They are kept in a file, a line each, so that they outlive
 * us: a callback that arrived just before a crash did arrive.
 */
final class SandboxRequests {

    private static final int MAX_REQUESTS = 1_000;

    private final Path file;
    private final Deque<SandboxRequest> newestFirst = new ArrayDeque<>();
    private int lines;

    SandboxRequests(Path file) {
        this.file = file;
        load();
    }

    private void load() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::loadLine);
                rewrite();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void loadLine(String line) {
        try {
            remember(Json.MAPPER.readValue(line, SandboxRequest.class));
        } catch (JacksonException e) {
            // A line that was cut off by a crash was never acknowledged.
        }
    }

    synchronized void add(SandboxRequest request) {
        append(request);
        remember(request);
        if (lines >= 2 * MAX_REQUESTS) {
            rewrite();
        }
    }

    private void remember(SandboxRequest request) {
        newestFirst.addFirst(request);
        if (newestFirst.size() > MAX_REQUESTS) {
            newestFirst.removeLast();
        }
    }

    private void append(SandboxRequest request) {
        try {
            var line = Json.MAPPER.writeValueAsString(request) + "\n";
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rewrite() {
        try {
            Files.deleteIfExists(file);
            lines = 0;
            newestFirst.reversed().forEach(this::append);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<SandboxRequest> newestFirst() {
        return List.copyOf(newestFirst);
    }

    synchronized void clear() {
        newestFirst.clear();
        rewrite();
    }
}
