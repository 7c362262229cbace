package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postway.delivery.AddressGuard.ForbiddenAddressException;
import io.postway.delivery.Answer.Forbidden;
import io.postway.delivery.Answer.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class AddressGuardTest {

    private static final String KEPT = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String CLOSED = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final Names names = Names.none();

    @Test
    void aNameInTheWorldIsResolvedAsItStands() throws UnknownHostException {
        names.then("8.8.8.8", "2606:4700:4700::1111");

        assertThat(new AddressGuard(names, null).resolve("partner.example"))
                .containsExactly(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("2606:4700:4700::1111"));
    }

    @Test
    void oneForbiddenAddressForbidsTheName() {
        names.then("8.8.8.8", "2606:4700:4700::1111", "::ffff:10.0.0.1");

        assertRefusal(names, "partner.example leads to a private address");
    }

    @Test
    void aNameThatMovesHomeIsRefusedWhenItHas() throws UnknownHostException {
        names.then("8.8.8.8").then("127.0.0.1");
        var guard = new AddressGuard(names, null);

        assertThat(guard.resolve("partner.example")).hasSize(1);
        assertThatExceptionOfType(ForbiddenAddressException.class)
                .isThrownBy(() -> guard.resolve("partner.example"))
                .extracting(ForbiddenAddressException::refusal)
                .isEqualTo("partner.example leads to a loopback address");
    }

    @Test
    void aNameWithoutAnAddressIsUnknown() {
        names.then();

        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> new AddressGuard(names, null).resolve("partner.example"))
                .isNotInstanceOf(ForbiddenAddressException.class);
    }

    /** 127.0.0.1 plays the world, where the test can have a server; 127.0.0.2 is forbidden as ever. */
    @Test
    void eachConnectionIsJudgedAndGoesWhereItWasJudgedToGo() throws IOException {
        names.then("127.0.0.1").then("127.0.0.2");
        try (var partner = BarePartner.everywhere(visit -> answerOnce(visit, CLOSED));
                var client = client(exceptFor("127.0.0.1"))) {
            assertThat(send(client, partner)).isEqualTo(new Status(200));
            assertThat(send(client, partner)).isEqualTo(new Forbidden("partner.example leads to a loopback address"));

            assertThat(names.asked()).containsExactly("partner.example", "partner.example");
            assertThat(partner.connections()).isOne();
        }
    }

    @Test
    void aConnectionThatIsKeptHasBeenJudged() throws IOException {
        names.then("127.0.0.1").then("127.0.0.2");
        try (var partner = BarePartner.everywhere(visit -> {
                    answerOnce(visit, KEPT);
                    answerOnce(visit, KEPT);
                });
                var client = client(exceptFor("127.0.0.1"))) {
            assertThat(send(client, partner)).isEqualTo(new Status(200));
            assertThat(send(client, partner)).isEqualTo(new Status(200));

            assertThat(names.asked()).containsExactly("partner.example");
            assertThat(partner.connections()).isOne();
        }
    }

    private AddressGuard exceptFor(String world) {
        return new AddressGuard(
                names,
                address -> address.equals(InetAddress.ofLiteral(world))
                        ? Optional.empty()
                        : SpecialAddresses.kind(address),
                null);
    }

    private static void answerOnce(BarePartner.Visit visit, String answer) throws IOException {
        visit.readRequest();
        visit.write(answer);
    }

    private static void assertRefusal(DnsResolver names, String words) {
        try (var client = client(new AddressGuard(names, null))) {
            assertThat(client.send(Callbacks.callback("c"), URI.create("http://partner.example/in"), Map.of()))
                    .isEqualTo(new Forbidden(words));
        }
    }

    private static PartnerClient client(DnsResolver guard) {
        return new PartnerClient(ClientSettings.PATIENT, PartnerRoute.direct(guard));
    }

    private static Answer send(PartnerClient client, BarePartner partner) {
        return client.send(
                Callbacks.callback("c"), URI.create("http://partner.example:" + partner.port() + "/in"), Map.of());
    }
}
