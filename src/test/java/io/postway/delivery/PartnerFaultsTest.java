package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import io.postway.delivery.BarePartner.Manners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each way to fail is called, and that none takes longer than an attempt may. */
@Timeout(60)
class PartnerFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    /** A status line must come within it, whatever the machine is busy with. */
    private static final Duration SHORT_BUT_SAFE = Duration.ofSeconds(2);

    @Test
    void nobodyAtTheDoor() throws IOException {
        URI address;
        try (var partner = new BarePartner(visit -> {})) {
            address = partner.address("http");
        }

        assertThat(send(ClientSettings.PATIENT, address)).isEqualTo(new NoAnswer("connect_failed"));
    }

    /** The kernel answers with silence once a queue of connections is full. */
    @Test
    void nobodyOpens() throws IOException {
        var queue = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (queues(queue, full)) {
                // There is room for another.
            }

            assertThat(send(ClientSettings.of(SHORT, LONG), URI.create("http://127.0.0.1:" + full.getLocalPort())))
                    .isEqualTo(new NoAnswer("connect_timed_out"));
        } finally {
            for (var socket : queue) {
                socket.close();
            }
        }
    }

    private static boolean queues(List<Socket> queue, ServerSocket door) throws IOException {
        var socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(door.getLocalSocketAddress(), (int) SHORT.toMillis());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void aNameThatNobodyKnows() {
        try (var client = new PartnerClient(ClientSettings.PATIENT, PartnerRoute.direct(Names.none()))) {
            assertThat(Clients.send(client, URI.create("http://partner.example/in")))
                    .isEqualTo(new NoAnswer("unknown_host"));
        }
    }

    @Test
    void silence() throws IOException {
        assertThat(send(ClientSettings.of(SHORT, LONG), "http", visit -> visit.waitForTheEnd()))
                .isEqualTo(new NoAnswer("timed_out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK to be continued ", "HTTP/1.1 100 Continue\r\n\r\n"})
    void aStatusLineThatNeverEnds(String text) throws IOException {
        assertThat(send(ClientSettings.of(LONG, SHORT_BUT_SAFE), "http", visit -> visit.drip(text)))
                .isEqualTo(new NoAnswer("too_slow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 1000000\r\n\r\n", "\r\n"})
    void whatFollowsTheStatusLineMayBeSlow(String head) throws IOException {
        var answer = send(ClientSettings.of(LONG, SHORT_BUT_SAFE), "http", visit -> {
            visit.readRequest();
            visit.write("HTTP/1.1 200 OK\r\n" + head);
            visit.drip("x");
        });

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.code()).isEqualTo(200));
    }

    @Test
    void aBodyThatBreaksOffChangesNothing() throws IOException {
        var answer = send(ClientSettings.PATIENT, "http", visit -> {
            visit.readRequest();
            visit.write("HTTP/1.1 429 Later\r\nRetry-After: 17\r\nContent-Length: 1000\r\n\r\nnot so fast");
        });

        assertThat(answer).isEqualTo(new Status(429, "17", "not so fast"));
    }

    @Test
    void aHandshakeThatNeverBegins() throws IOException {
        assertThat(send(ClientSettings.of(SHORT, LONG), "https", visit -> visit.waitForTheEnd()))
                .isEqualTo(new NoAnswer("connect_timed_out"));
    }

    @Test
    void aHandshakeThatNeverEnds() throws IOException {
        var answer = send(ClientSettings.of(LONG, SHORT), "https", visit -> {
            visit.write("\u0016\u0003\u0003@\u0000");
            visit.drip("\u0000");
        });

        assertThat(answer).isEqualTo(new NoAnswer("too_slow"));
    }

    @Test
    void noTlsWhereItWasAskedFor() throws IOException {
        var answer = send(ClientSettings.PATIENT, "https", visit -> {
            visit.write("HTTP/1.1 400 Bad Request\r\n\r\n");
            visit.waitForTheEnd();
        });

        assertThat(answer).isEqualTo(new NoAnswer("tls_failed"));
    }

    @Test
    void anEndWithoutAWord() throws IOException {
        assertThat(send(ClientSettings.PATIENT, "http", visit -> visit.readRequest()))
                .isEqualTo(new NoAnswer("broken_off"));
    }

    @Test
    void aReset() throws IOException {
        var answer = send(ClientSettings.PATIENT, "http", visit -> {
            visit.readRequest();
            visit.reset();
        });

        assertThat(answer).isEqualTo(new NoAnswer("connection_reset"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "HTTP/1.1 1000 Much\r\n\r\n",
                "no words\r\nHTTP/1.1 200 OK\r\n\r\n"
            })
    void whatIsNotHttp(String text) throws IOException {
        var answer = send(ClientSettings.PATIENT, "http", visit -> {
            visit.readRequest();
            visit.write(text);
            visit.waitForTheEnd();
        });

        assertThat(answer).isEqualTo(new NoAnswer("invalid_answer"));
    }

    @Test
    void aLineWithoutEndIsNotRead() throws IOException {
        var answer = send(ClientSettings.PATIENT, "http", visit -> {
            visit.readRequest();
            writeForEver(visit, "x");
        });

        assertThat(answer).isEqualTo(new NoAnswer("invalid_answer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-one: of many\r\n", "x-endless: ", " folded\r\n"})
    void headersWithoutEndAreNotRead(String header) throws IOException {
        var answer = send(ClientSettings.PATIENT, "http", visit -> {
            visit.readRequest();
            visit.write("HTTP/1.1 200 OK\r\nx: y\r\n");
            writeForEver(visit, header);
        });

        assertThat(answer).isEqualTo(new Status(200));
    }

    private static void writeForEver(BarePartner.Visit visit, String text) throws IOException {
        while (true) {
            visit.write(text.repeat(1000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:/in",
                "ftp://partner.example/in",
                "http://under_score.example/in",
                "http://name:word@partner.example/in"
            })
    void noAddressToSendTo(String address) {
        try (var client = Clients.unguarded(ClientSettings.PATIENT)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Clients.send(client, URI.create(address)));
        }
    }

    private static Answer send(DeliveryProperties settings, String scheme, Manners manners) throws IOException {
        try (var partner = new BarePartner(manners)) {
            return send(settings, partner.address(scheme));
        }
    }

    private static Answer send(DeliveryProperties settings, URI address) {
        try (var client = Clients.unguarded(settings)) {
            return Clients.send(client, address);
        }
    }
}
