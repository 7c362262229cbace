package io.postway.it;

import io.postway.quickstart.EmbeddedKafka;
import io.postway.quickstart.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real broker in a process of its own, which can be made to keep silent without closing a connection. */
final class BrokerProcess implements AutoCloseable {

    private final int port;
    private final Path directory;
    private Process process;

    private BrokerProcess(int port, Path directory, Process process) {
        this.port = port;
        this.directory = directory;
        this.process = process;
    }

    /** Started with a port and a directory; says so when it is up, and runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        try (var kafka = EmbeddedKafka.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]))) {
            System.out.println(kafka.bootstrapServers());
            Thread.currentThread().join();
        }
    }

    static BrokerProcess start(Path directory) throws IOException {
        var port = FreePort.any();
        return new BrokerProcess(port, directory, launch(port, directory));
    }

    /** Returns once the broker answers. */
    private static Process launch(int port, Path directory) throws IOException {
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        String.valueOf(port),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var printed = process.inputReader();
        for (var line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.equals(address(port))) {
                return process;
            }
        }
        throw new IllegalStateException("the broker ended by itself");
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    String bootstrapServers() {
        return address(port);
    }

    /** Gone without a word. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Back at the same address, with what it had. */
    void restart() throws IOException {
        process = launch(port, directory);
    }

    /** Another Kafka at the same address, with files of its own; {@link #restart} is the first one again. */
    void startAnother(Path files) throws IOException {
        process = launch(port, files);
    }

    /** From now on it answers nothing, but its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", signal, String.valueOf(pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill " + signal + " failed");
        }
    }

    @Override
    public void close() {
        kill();
    }
}
