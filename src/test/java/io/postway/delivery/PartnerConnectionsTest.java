package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postway.delivery.Answer.NoAnswer;
import io.postway.delivery.Answer.Status;
import io.postway.runtime.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections are kept, waited for and given up, with a real partner. */
@Timeout(60)
class PartnerConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void whoHearsNothingMoreFindsOutBeforeTheNextRequest() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var partner = new BarePartner(visit -> {
                    visit.readRequest();
                    visit.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    visit.connection().close();
                    hungUp.countDown();
                });
                var client = new PartnerClient(
                        ClientSettings.PATIENT,
                        PartnerRoute.direct(SystemDefaultDnsResolver.INSTANCE),
                        TimeValue.ZERO_MILLISECONDS)) {
            assertThat(Clients.send(client, partner.address("http"))).isEqualTo(new Status(200));
            hungUp.await();

            assertThat(Clients.send(client, partner.address("http"))).isEqualTo(new Status(200));
            assertThat(partner.connections()).isEqualTo(2);
        }
    }

    /** It may have been heard the first time; whether it is said again is for the schedule to decide. */
    @Test
    void aRequestIsSentOnceEvenIfAKeptConnectionBreaksOff() throws IOException {
        try (var partner = new BarePartner(visit -> {
                    visit.readRequest();
                    visit.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    visit.readRequest();
                });
                var client = Clients.unguarded(ClientSettings.PATIENT)) {
            assertThat(Clients.send(client, partner.address("http"))).isEqualTo(new Status(200));

            assertThat(Clients.send(client, partner.address("http"))).isEqualTo(new NoAnswer("broken_off"));
            assertThat(partner.requests()).hasSize(2);
            assertThat(partner.connections()).isOne();
        }
    }

    @Test
    void waitingForAConnectionIsPartOfTheAttempt() throws IOException {
        var settings = ClientSettings.of(LONG, SHORT, 1);
        try (var partner = new BarePartner(visit -> visit.waitForTheEnd());
                var client = Clients.unguarded(settings)) {
            var attempts = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> Clients.send(client, partner.address("http")), threads()))
                    .limit(6)
                    .toList();

            assertThat(attempts)
                    .allSatisfy(attempt -> assertThat(attempt.join()).isEqualTo(new NoAnswer("too_slow")));
        }
    }

    @Test
    void thatWeStopIsNobodysFault() throws Exception {
        var asked = new CountDownLatch(1);
        try (var partner = listening(asked);
                var client = Clients.unguarded(ClientSettings.PATIENT)) {
            var outcome = new CompletableFuture<Answer>();
            var attempt = Thread.ofVirtual().start(() -> complete(outcome, client, partner));
            asked.await();

            attempt.interrupt();

            assertThat(outcome).failsWithin(LONG);
            assertThat(outcome.exceptionNow()).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void thatTheClientIsClosedIsNobodysFault() throws Exception {
        var asked = new CountDownLatch(1);
        try (var partner = listening(asked);
                var client = Clients.unguarded(ClientSettings.PATIENT)) {
            var outcome = new CompletableFuture<Answer>();
            Thread.ofVirtual().start(() -> complete(outcome, client, partner));
            asked.await();

            close(client);

            assertThat(outcome).failsWithin(LONG);
            assertThat(outcome.exceptionNow()).isInstanceOf(UnavailableException.class);
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> Clients.send(client, partner.address("http")));
        }
    }

    /** One that hears a request, and never says a word. */
    private static BarePartner listening(CountDownLatch asked) throws IOException {
        return new BarePartner(visit -> {
            visit.readRequest();
            asked.countDown();
            visit.waitForTheEnd();
        });
    }

    private static void close(PartnerClient client) {
        client.close();
    }

    private static void complete(CompletableFuture<Answer> outcome, PartnerClient client, BarePartner partner) {
        try {
            outcome.complete(Clients.send(client, partner.address("http")));
        } catch (UnavailableException e) {
            outcome.completeExceptionally(e);
        }
    }

    private static Executor threads() {
        return attempt -> Thread.ofVirtual().start(attempt);
    }
}
