package io.postway.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @TempDir
    private Path directory;

    @Test
    void keepsWhatItHasOverARestart() throws ExecutionException, InterruptedException {
        try (var kafka = EmbeddedKafka.start(0, directory);
                var admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }

        try (var again = EmbeddedKafka.start(0, directory);
                var admin = admin(again)) {
            Set<String> names = admin.listTopics().names().get();
            assertThat(names).contains("kept");
        }
    }

    @Test
    void saysWhatToDoWhenItsPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatExceptionOfType(BrokerPortTakenException.class)
                    .isThrownBy(() -> EmbeddedKafka.start(taken.getLocalPort(), directory))
                    .satisfies(failure -> assertThat(advice(failure)).contains("POSTWAY_BROKER_PORT"));
        }
    }

    private static String advice(BrokerPortTakenException failure) {
        var analysis = Objects.requireNonNull(new BrokerPortTakenAnalyzer().analyze(failure));
        return Objects.requireNonNull(analysis.getAction());
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
