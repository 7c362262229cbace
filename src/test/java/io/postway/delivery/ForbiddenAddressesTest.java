package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to write an address that leads home, as the whole client takes it. */
class ForbiddenAddressesTest {

    private static final Path TABLE = Path.of("src/test/resources/delivery/forbidden-addresses.txt");

    private static BarePartner neighbour;
    private static PartnerClient guarded;
    private static PartnerClient unguarded;

    @BeforeAll
    static void start() throws IOException {
        neighbour = BarePartner.everywhere(visit -> {
            visit.readRequest();
            visit.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
        var settings = ClientSettings.guarded(null);
        guarded = new PartnerClient(settings, PartnerRoute.of(settings));
        unguarded = Clients.unguarded(settings);
    }

    @AfterAll
    static void stop() throws IOException {
        guarded.close();
        unguarded.close();
        neighbour.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void isRefusedAndNobodyIsCalled(String name, String url, String why) {
        var callsBefore = neighbour.connections();

        assertThat(outcome(url)).isIn((Object[]) why.split(" or "));

        // Calls are taken in order: had there been another, it would have come before this one.
        assertThat(send(unguarded, "http://127.0.0.1:{port}/in")).isEqualTo(new Status(200));
        assertThat(neighbour.connections()).isEqualTo(callsBefore + 1);
    }

    /** Without the guard these lead there, so the table asks for something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.8.9.10:{port}/in",
                "http://LOCALHOST:{port}/in",
                "http://2130706433:{port}/in",
                "http://0.0.0.0:{port}/in",
                "http://[::ffff:127.0.0.1]:{port}/in"
            })
    void withoutTheGuardTheNeighbourWouldBeCalled(String url) {
        assertThat(send(unguarded, url)).isEqualTo(new Status(200));
    }

    static Stream<Arguments> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> List.of(line.split("\\|")))
                .map(row -> Arguments.of(
                        row.get(0).strip(), row.get(1).strip(), row.get(2).strip()));
    }

    private static String outcome(String url) {
        try {
            return switch (send(guarded, url)) {
                case Forbidden forbidden -> forbidden.message().replaceFirst(".* leads to ", "");
                case NoAnswer nobody -> nobody.reason().replace('_', ' ');
                case Status status -> status.reason();
            };
        } catch (IllegalArgumentException e) {
            return "no address";
        }
    }

    private static Answer send(PartnerClient client, String url) {
        var address = URI.create(url.replace("{port}", String.valueOf(neighbour.port())));
        return client.send(Callbacks.callback("c"), address, Map.of());
    }
}
