package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.event.Callback;
import io.postway.event.LaterCallback;
import io.postway.event.LaterCallback.Turn;
import io.postway.settings.Panel;
import io.postway.settings.SettingsFixture;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may go now and what waits, with a real partner and a clock that is moved by hand. */
@Timeout(60)
class CourierTest {

    private static final int ENOUGH_TO_OPEN = 20;
    private static final int GONE_IN_A_ROW = 10;

    private final AtomicInteger status = new AtomicInteger(204);
    private BarePartner partner;
    private PostOffice office;

    @BeforeEach
    void open() throws IOException {
        partner = new BarePartner(visit -> {
            visit.readRequest();
            visit.write("HTTP/1.1 " + status.get() + " So\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        office = new PostOffice(ClientSettings.PATIENT, SystemDefaultDnsResolver.INSTANCE);
    }

    @AfterEach
    void close() throws IOException {
        office.close();
        partner.close();
    }

    @Test
    void anEndpointThatTakesNothingIsLeftAloneAndNoAttemptIsUsed() {
        status.set(500);
        assertThat(takeMany(ENOUGH_TO_OPEN)).containsOnly(Outcome.LATER);

        assertThat(takeMany(30)).containsOnly(Outcome.CIRCUIT_OPEN);

        assertThat(partner.requests()).hasSize(ENOUGH_TO_OPEN);
        var waiting = office.later().subList(ENOUGH_TO_OPEN, ENOUGH_TO_OPEN + 30);
        assertThat(waiting).extracting(LaterCallback::attempts).containsOnly(0);
        assertThat(waiting).extracting(LaterCallback::reason).containsOnly("circuit_open");
        assertThat(waiting).extracting(LaterCallback::turn).containsOnly(new Turn(Endpoint.labelOf(endpoint()), 0));
        assertThat(waiting)
                .allSatisfy(
                        one -> assertThat(one.dueAt()).isAfter(office.instant().plusSeconds(10)));
    }

    @Test
    void aCanaryFindsOutThatItIsBack() {
        status.set(500);
        takeMany(ENOUGH_TO_OPEN + 1);
        var canary = office.later().getLast();

        assertThat(office.takeNext()).isEqualTo(Outcome.LATER);
        assertThat(partner.requests()).hasSize(ENOUGH_TO_OPEN + 1);
        assertThat(takeMany(5)).containsOnly(Outcome.CIRCUIT_OPEN);
        var secondPause =
                Duration.between(canary.dueAt(), office.later().getLast().dueAt());
        assertThat(secondPause).isGreaterThan(Duration.ofSeconds(20));

        status.set(204);
        assertThat(office.takeNext()).isEqualTo(Outcome.DELIVERED);
        assertThat(takeMany(5)).containsOnly(Outcome.DELIVERED);
    }

    @Test
    void howOftenATurnWasMissedIsTold() {
        status.set(500);
        takeMany(ENOUGH_TO_OPEN + 1);

        office.take(Delivery.of(office.later().getLast()));
        office.take(Delivery.of(office.later().getLast()));
        assertThat(office.later().getLast().turn()).extracting(Turn::missed).isEqualTo(2);

        // The canary has had its turn, and waits for the time of its next attempt.
        assertThat(office.takeNext()).isEqualTo(Outcome.LATER);
        assertThat(office.later().getLast().turn()).isNull();
    }

    @Test
    void oneEndpointsTroubleIsNoOthers() throws IOException {
        status.set(500);
        takeMany(ENOUGH_TO_OPEN + 1);

        try (var other = new BarePartner(visit -> visit.write("HTTP/1.1 204 So\r\n\r\n"))) {
            assertThat(office.take(Delivery.of(PostOffice.callback("other", other.address("http")))))
                    .isEqualTo(Outcome.DELIVERED);
        }
    }

    @Test
    void anEndpointThatRefusesIsAlive() {
        status.set(404);

        assertThat(takeMany(3 * ENOUGH_TO_OPEN)).containsOnly(Outcome.DEAD);
        assertThat(partner.requests()).hasSize(3 * ENOUGH_TO_OPEN);
    }

    @Test
    void tenTimesGoneInARowPausesThePartnerIdAndKeepsItsCallbacks() {
        status.set(410);

        assertThat(takeMany(GONE_IN_A_ROW - 1)).containsOnly(Outcome.DEAD);
        assertThat(takeMany(1)).containsOnly(Outcome.LATER);
        assertThat(takeMany(5)).containsOnly(Outcome.PAUSED);

        assertThat(partner.requests()).hasSize(GONE_IN_A_ROW);
        assertThat(office.later()).extracting(LaterCallback::attempts).containsOnly(0);
        assertThat(office.dead()).hasSize(GONE_IN_A_ROW - 1);
    }

    @Test
    void aPausedPartnerIdIsResumedByACanary() {
        status.set(410);
        takeMany(GONE_IN_A_ROW + 1);

        assertThat(office.takeNext()).isEqualTo(Outcome.LATER);
        assertThat(office.later().getLast().attempts()).isZero();
        assertThat(takeMany(1)).containsOnly(Outcome.PAUSED);

        status.set(204);
        assertThat(office.takeNext()).isEqualTo(Outcome.DELIVERED);
        assertThat(takeMany(3)).containsOnly(Outcome.DELIVERED);
        assertThat(office.dead()).hasSize(GONE_IN_A_ROW - 1);
    }

    @Test
    void anyOtherAnswerEndsTheRow() {
        status.set(410);
        takeMany(GONE_IN_A_ROW - 1);
        status.set(204);
        takeMany(1);
        status.set(410);

        assertThat(takeMany(GONE_IN_A_ROW - 1)).containsOnly(Outcome.DEAD);
    }

    @Test
    void anotherPartnerIdAtTheSameEndpointGoesOn() {
        status.set(410);
        takeMany(GONE_IN_A_ROW + 1);
        status.set(204);

        assertThat(office.take(Delivery.of(ofAnotherPartnerId()))).isEqualTo(Outcome.DELIVERED);
    }

    private Callback ofAnotherPartnerId() {
        var one = callback(0);
        return new Callback(
                one.id(),
                one.receivedAt(),
                one.settingsVersion(),
                one.callbackId(),
                one.appToken(),
                one.partner(),
                "partner-2",
                one.kind(),
                one.device(),
                one.platform(),
                one.method(),
                one.endpoint(),
                one.payload());
    }

    @Test
    void whatCouldNotBeDeliveredForTooLongIsDead() {
        status.set(500);
        takeMany(ENOUGH_TO_OPEN + 1);

        office.pass(Duration.ofDays(8));

        assertThat(office.take(Delivery.of(office.later().getLast()))).isEqualTo(Outcome.DEAD);
        assertThat(office.dead()).singleElement().satisfies(dead -> {
            assertThat(dead.reason()).isEqualTo("expired");
            assertThat(dead.attempts()).isZero();
        });
        assertThat(partner.requests()).hasSize(ENOUGH_TO_OPEN);
    }

    /** However old it is: that a person wants it delivered is news. */
    @Test
    void whatIsReplayedBeginsAnew() {
        office.pass(Duration.ofDays(20));

        assertThat(office.take(Delivery.of(LaterCallback.replayed(callback(1), office.instant()))))
                .isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aPanelHasItsOwnSchedule() {
        status.set(500);
        office.with(retrying(List.of(5, 7)));

        assertThat(office.carry(callback(1))).isEqualTo(Outcome.DEAD);

        assertThat(office.attempts()).hasSize(3);
        assertThat(office.instant()).isEqualTo(callback(1).receivedAt().plusSeconds(5 + 7));
    }

    @Test
    void anEmptyScheduleIsOneAttempt() {
        status.set(500);
        office.with(retrying(List.of()));

        assertThat(office.carry(callback(1))).isEqualTo(Outcome.DEAD);
        assertThat(office.attempts()).hasSize(1);
    }

    @Test
    void withoutAPlaceItWaits() {
        var callback = Callbacks.callback("nowhere");

        assertThat(office.take(Delivery.of(callback))).isEqualTo(Outcome.NO_ENDPOINT);
        assertThat(office.later()).extracting(LaterCallback::reason).containsExactly("no_endpoint");
    }

    @Test
    void whereItWaitedItGoesOnceThePanelNamesAPlaceAndStaysWithIt() throws IOException {
        office.take(Delivery.of(Callbacks.callback("nowhere")));

        status.set(500);
        office.with(leadingTo(endpoint()));
        assertThat(office.takeNext()).isEqualTo(Outcome.LATER);
        try (var other = new BarePartner(visit -> visit.write("HTTP/1.1 204 So\r\n\r\n"))) {
            office.with(leadingTo(other.address("http")));
            office.takeNext();
            assertThat(other.requests()).isEmpty();
        }

        assertThat(partner.requests()).hasSize(2);
        assertThat(office.later().getLast().callback().endpoint()).isEqualTo(endpoint());
    }

    @Test
    void moreThanMayBeInFlightQueue() throws Exception {
        var over = new CountDownLatch(1);
        try (var slow = new BarePartner(visit -> {
                    visit.readRequest();
                    over.await();
                    visit.write("HTTP/1.1 204 So\r\nConnection: close\r\n\r\n");
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = IntStream.range(0, 30)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> office.take(Delivery.of(PostOffice.callback("slow-" + i, slow.address("http")))),
                            threads))
                    .toList();
            // Ten are under way; the others hear within the patience that it is not their turn.
            await().until(() -> taken.stream().filter(CompletableFuture::isDone).count() == 20);
            over.countDown();

            assertThat(taken.stream().map(CompletableFuture::join).toList())
                    .containsOnly(Outcome.DELIVERED, Outcome.ENDPOINT_FULL);
            assertThat(slow.requests()).hasSize(10);
            assertThat(office.later()).extracting(LaterCallback::attempts).containsOnly(0);
        }
    }

    private List<Outcome> takeMany(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> office.take(Delivery.of(callback(i))))
                .toList();
    }

    private Callback callback(int i) {
        return PostOffice.callback("callback-" + i, endpoint());
    }

    private static Panel leadingTo(URI endpoint) {
        return SettingsFixture.panel("{\"endpoint\":\"" + endpoint + "\"}");
    }

    private URI endpoint() {
        return partner.address("http");
    }

    private static Panel retrying(List<Integer> pauses) {
        return SettingsFixture.panel("{\"retry_pauses_seconds\":" + pauses + "}");
    }
}
