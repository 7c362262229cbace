package io.postway.it;

import io.postway.quickstart.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real broker in a process of its own, which can be made to keep silent without closing a connection. */
final class BrokerProcess implements AutoCloseable {

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Started with a port and a directory; says so when it is up, and runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        try (var kafka = EmbeddedKafka.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]))) {
            System.out.println(kafka.bootstrapServers());
            Thread.currentThread().join();
        }
    }

    static BrokerProcess start(Path directory) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        String.valueOf(PostwayProcess.freePort()),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (var line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            if (line.startsWith("127.0.0.1:")) {
                return new BrokerProcess(process, line);
            }
        }
        throw new IllegalStateException("the broker ended by itself");
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** From now on it answers nothing, but its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill " + signal + " failed");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
