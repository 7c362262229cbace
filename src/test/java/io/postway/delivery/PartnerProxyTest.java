package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PartnerProxyTest {

    private final Names names = Names.none();
    private final SystemProperties system = new SystemProperties();
    private BarePartner partner;

    @BeforeEach
    void start() throws IOException {
        partner = new BarePartner(visit -> {
            visit.readRequest();
            visit.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
    }

    @AfterEach
    void stop() throws IOException {
        system.restore();
        partner.close();
    }

    /** It is at a loopback address, and so is the partner, whom it knows and we do not. */
    @Test
    void aPartnerIsReachedThroughTheProxyAlone() throws IOException {
        try (var proxy = TinyProxy.open()) {
            assertThat(send(proxy, names, "http://partner.example:" + partner.port() + "/in?a=1"))
                    .isEqualTo(new Status(202));

            assertThat(proxy.requests())
                    .containsExactly("GET http://partner.example:" + partner.port() + "/in?a=1 HTTP/1.1");
            assertThat(partner.requests()).containsExactly("GET /in?a=1 HTTP/1.1");
        }
    }

    /** The first byte of a handshake is 0x16: TLS is between us and the partner. */
    @Test
    void withTlsThereIsATunnel() throws IOException {
        try (var proxy = TinyProxy.open();
                var safe = new BarePartner(visit -> {
                    if (visit.connection().getInputStream().read() == 0x16) {
                        visit.write("no handshake");
                    }
                })) {
            assertThat(send(proxy, names, "https://partner.example:" + safe.port() + "/in"))
                    .isEqualTo(new NoAnswer("tls_failed"));

            assertThat(proxy.requests()).containsExactly("CONNECT partner.example:" + safe.port() + " HTTP/1.1");
            assertThat(safe.connections()).isOne();
        }
    }

    /** It is not the partner who refuses, so the callback must not die of it. */
    @ParameterizedTest
    @ValueSource(ints = {204, 302, 403, 407, 502})
    void aTunnelThatIsRefusedIsNoAnswerOfThePartners(int status) throws IOException {
        try (var proxy = new TinyProxy("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(proxy, names, "https://partner.example:" + partner.port() + "/in"))
                    .isEqualTo(new NoAnswer("proxy_refused"));
            assertThat(partner.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, a loopback address",
        "[::1], a loopback address",
        "localhost, a loopback address",
        "10.0.0.1, a private address",
        "169.254.169.254, 'a link-local address, where clouds keep their metadata'",
        "[::ffff:192.168.0.1], a private address",
        "2130706433, an address in an ambiguous form",
        "0x7f000001, an address in an ambiguous form",
        "0177.0.0.1, an address in an ambiguous form",
        "[fe80::1%25lo], 'an address with a zone, which only our own networks have'"
    })
    void whatLeadsHomeIsNotAskedOfTheProxyEither(String host, String kind) throws IOException {
        try (var proxy = TinyProxy.open()) {
            for (String scheme : new String[] {"http", "https"}) {
                var answer = send(
                        proxy, SystemDefaultDnsResolver.INSTANCE, scheme + "://" + host + ":" + partner.port() + "/in");

                assertThat(answer).isEqualTo(new Forbidden(host + " leads to " + kind));
            }
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void aNameThatLeadsHomeFromHereIsNotAskedOfTheProxyEither() throws IOException {
        names.then("8.8.8.8", "192.168.0.1");
        try (var proxy = TinyProxy.open()) {
            assertThat(send(proxy, names, "http://partner.example/in"))
                    .isEqualTo(new Forbidden("partner.example leads to a private address"));
            assertThat(proxy.requests()).isEmpty();
        }
    }

    /** The proxy's door is no way to the proxy itself, nor to another door of the same machine. */
    @Test
    void onlyTheConnectionToTheProxyIsExempt() throws IOException {
        try (var proxy = TinyProxy.open()) {
            assertThat(send(proxy, names, proxy.address() + "/in"))
                    .isEqualTo(new Forbidden("127.0.0.1 leads to a loopback address"));
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void aProxyThatIsAwayIsNoAnswer() throws IOException {
        URI address;
        try (var proxy = TinyProxy.open()) {
            address = proxy.address();
        }

        assertThat(send(address, names, "http://partner.example/in")).isEqualTo(new NoAnswer("connect_failed"));
    }

    /** Nobody speaks at its door, so whoever were sent there would hear nothing. */
    @ParameterizedTest
    @CsvSource({"http.proxyHost, http.proxyPort", "https.proxyHost, https.proxyPort", "socksProxyHost, socksProxyPort"})
    void proxiesOfTheSystemAreNotUsed(String hostProperty, String portProperty) throws IOException {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = Clients.unguarded(ClientSettings.PATIENT)) {
            system.set(hostProperty, "127.0.0.1");
            system.set(portProperty, String.valueOf(door.getLocalPort()));
            system.set("http.nonProxyHosts", "");
            system.set("socksNonProxyHosts", "");

            assertThat(client.send(Callbacks.callback("c"), partner.address("http"), Map.of()))
                    .isEqualTo(new Status(202));
        }
    }

    private static Answer send(TinyProxy proxy, DnsResolver names, String address) {
        return send(proxy.address(), names, address);
    }

    private static Answer send(URI proxy, DnsResolver names, String address) {
        var settings = ClientSettings.guarded(proxy);
        try (var client = new PartnerClient(settings, PartnerRoute.of(settings, names))) {
            return client.send(Callbacks.callback("c"), URI.create(address), Map.of());
        }
    }
}
