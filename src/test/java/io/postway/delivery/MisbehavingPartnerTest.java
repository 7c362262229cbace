package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.delivery.BarePartner.Manners;
import io.postway.delivery.BarePartner.Visit;
import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.event.Attempt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which a partner misbehaves, over real sockets, from the first attempt to the end: what becomes of the
 * callback, how often and when it is tried, and what the records say. Only the clock is moved.
 */
@Timeout(60)
class MisbehavingPartnerTest {

    private static final Instant START = Callbacks.callback("any").receivedAt();

    /** As it is shipped, after the first attempt. */
    private static final List<Duration> SCHEDULE = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(16));

    private static final DeliveryProperties PATIENT = scheduled(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final DeliveryProperties SOON_SILENT = scheduled(Duration.ofMillis(200), Duration.ofSeconds(20));
    private static final DeliveryProperties SOON_OVER = scheduled(Duration.ofSeconds(20), Duration.ofMillis(400));

    /** Time enough for a status line on a busy machine. */
    private static final DeliveryProperties OVER_IN_TIME = scheduled(Duration.ofSeconds(20), Duration.ofSeconds(2));

    /**
     * A row of the table.
     *
     * @param waits from each attempt to the next; as many as there are attempts, less one
     * @param reason of the last attempt
     */
    record Row(
            String what,
            DeliveryProperties properties,
            String scheme,
            Manners manners,
            Outcome outcome,
            List<Duration> waits,
            @Nullable Integer status,
            String reason) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> table() {
        return Stream.of(
                        Stream.of(200, 204).map(status -> answered(status, Outcome.DELIVERED, List.of())),
                        // A redirect is not followed; the rest is the callback's own fault.
                        Stream.of(301, 400, 404, 410).map(status -> answered(status, Outcome.DEAD, List.of())),
                        Stream.of(408, 425, 429, 500, 503).map(status -> answered(status, Outcome.DEAD, SCHEDULE)),
                        wishes(),
                        slow(),
                        broken(),
                        wrongTls())
                .flatMap(rows -> rows);
    }

    /** Later than the schedule's pause it counts, for a day at most; each is one of six that the schedule has. */
    private static Stream<Row> wishes() {
        return Stream.of(
                wish("120", SCHEDULE.stream().map(pause -> longer(pause, Duration.ofMinutes(2)))),
                wish("0", SCHEDULE.stream()),
                wish("-5", SCHEDULE.stream()),
                wish("1.5", SCHEDULE.stream()),
                wish("soon", SCHEDULE.stream()),
                wish("", SCHEDULE.stream()),
                wish("999999999", SCHEDULE.stream().map(pause -> Duration.ofDays(1))),
                wish("99999999999999999999", SCHEDULE.stream()),
                // Half an hour after the start, in each form of a date; in the past from the fifth attempt on.
                wish("Tue, 10 Mar 2026 12:30:00 GMT", untilHalfPast()),
                wish("Tuesday, 10-Mar-26 12:30:00 GMT", untilHalfPast()),
                wish("Tue Mar 10 12:30:00 2026", untilHalfPast()),
                wish("Fri, 31 Dec 1999 23:59:59 GMT", SCHEDULE.stream()),
                wish("Fri, 31 Dec 2049 23:59:59 GMT", SCHEDULE.stream().map(pause -> Duration.ofDays(1))));
    }

    private static Stream<Duration> untilHalfPast() {
        return Stream.concat(
                Stream.of(Duration.ofMinutes(30)), SCHEDULE.stream().skip(1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Row wish(String retryAfter, Stream<Duration> waits) {
        return new Row(
                "429 with Retry-After: " + retryAfter,
                PATIENT,
                "http",
                visit -> answer(visit, "429 Too Many Requests\r\nRetry-After: " + retryAfter + "\r\nContent-Length: 0"),
                Outcome.DEAD,
                waits.toList(),
                429,
                "status_429");
    }

    private static Stream<Row> slow() {
        return Stream.of(
                new Row(
                        "slow headers",
                        SOON_OVER,
                        "http",
                        visit -> visit.drip("HTTP/1.1 200 OK, but "),
                        Outcome.DEAD,
                        SCHEDULE,
                        null,
                        "too_slow"),
                unanswered("silence", SOON_SILENT, "http", Visit::waitForTheEnd, "timed_out"),
                new Row(
                        "slow body",
                        OVER_IN_TIME,
                        "http",
                        visit -> {
                            answer(visit, "200 OK\r\nContent-Length: 1000000");
                            visit.drip("x");
                        },
                        Outcome.DELIVERED,
                        List.of(),
                        200,
                        "status_200"),
                endless("200 OK", Outcome.DELIVERED, List.of(), 200),
                endless("500 Oh", Outcome.DEAD, SCHEDULE, 500));
    }

    private static Row endless(String status, Outcome outcome, List<Duration> waits, int code) {
        return new Row(
                "endless body of " + status,
                PATIENT,
                "http",
                visit -> {
                    answer(visit, status);
                    while (true) {
                        visit.write("x".repeat(1000));
                    }
                },
                outcome,
                waits,
                code,
                "status_" + code);
    }

    private static Stream<Row> broken() {
        return Stream.of(
                unanswered(
                        "reset",
                        PATIENT,
                        "http",
                        visit -> {
                            visit.readRequest();
                            visit.reset();
                        },
                        "connection_reset"),
                unanswered(
                        "half closed",
                        PATIENT,
                        "http",
                        visit -> {
                            visit.readRequest();
                            visit.connection().shutdownOutput();
                            visit.waitForTheEnd();
                        },
                        "broken_off"),
                unanswered(
                        "half an answer",
                        PATIENT,
                        "http",
                        visit -> {
                            visit.readRequest();
                            visit.write("HTTP/1.1 20");
                        },
                        "invalid_answer"),
                unanswered(
                        "no HTTP",
                        PATIENT,
                        "http",
                        visit -> visit.write("220 mail.example ESMTP\r\n"),
                        "invalid_answer"));
    }

    private static Stream<Row> wrongTls() {
        return Stream.of(
                unanswered(
                        "no TLS",
                        PATIENT,
                        "https",
                        visit -> visit.write("HTTP/1.1 400 Bad Request\r\n\r\n"),
                        "tls_failed"),
                unanswered("wrong TLS", PATIENT, "https", MisbehavingPartnerTest::presentOwnCertificate, "tls_failed"));
    }

    private static Row answered(int status, Outcome outcome, List<Duration> waits) {
        return new Row(
                String.valueOf(status),
                PATIENT,
                "http",
                visit -> answer(visit, status + " So\r\nLocation: /elsewhere\r\nContent-Length: 0"),
                outcome,
                waits,
                status,
                "status_" + status);
    }

    private static Row unanswered(
            String what, DeliveryProperties properties, String scheme, Manners manners, String reason) {
        return new Row(what, properties, scheme, manners, Outcome.DEAD, SCHEDULE, null, reason);
    }

    private static void answer(Visit visit, String head) throws IOException {
        visit.readRequest();
        visit.write("HTTP/1.1 " + head + "\r\nConnection: close\r\n\r\n");
    }

    /** That nobody vouches for. */
    private static void presentOwnCertificate(Visit visit) throws Exception {
        var password = "partner".toCharArray();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                KeyStore.getInstance(
                        Path.of("src/test/resources/partner/self-signed.p12").toFile(), password),
                password);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        var plain = visit.connection();
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachHasItsOutcomeItsAttemptsAndItsRecords(Row row) throws IOException {
        try (var partner = new BarePartner(row.manners());
                var office = new PostOffice(row.properties(), SystemDefaultDnsResolver.INSTANCE)) {
            var outcome = office.carry(PostOffice.callback("callback-1", partner.address(row.scheme())));

            check(row.outcome(), row.waits(), row.status(), row.reason(), outcome, office);
            assertThat(partner.requests().stream().distinct().toList())
                    .isIn(List.of(), List.of("GET /in?a=1&callback_id=callback-1&event=ev0001 HTTP/1.1"));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void whereNobodyIs(String reason, URI address) {
        try (var office = new PostOffice(PATIENT, Names.none())) {
            var outcome = office.carry(PostOffice.callback("callback-1", address));

            check(Outcome.DEAD, SCHEDULE, null, reason, outcome, office);
        }
    }

    static Stream<Arguments> places() throws IOException {
        try (var gone = new BarePartner(Visit::waitForTheEnd)) {
            return Stream.of(
                    Arguments.of("unknown_host", URI.create("http://partner.example/in")),
                    Arguments.of("connect_failed", gone.address("http")));
        }
    }

    private static void check(
            Outcome expected,
            List<Duration> waits,
            @Nullable Integer status,
            String reason,
            Outcome outcome,
            PostOffice office) {
        assertThat(outcome).isEqualTo(expected);
        var attempts = office.attempts();
        var times = new ArrayList<>(List.of(START));
        waits.forEach(wait -> times.add(times.getLast().plus(wait)));
        assertThat(attempts).extracting(Attempt::startedAt).isEqualTo(times);
        assertThat(attempts)
                .extracting(Attempt::number)
                .isEqualTo(IntStream.rangeClosed(1, times.size()).boxed().toList());
        assertThat(attempts).extracting(Attempt::reason).containsOnly(reason);
        assertThat(attempts).extracting(Attempt::status).containsOnly(status);
        assertThat(attempts).extracting(Attempt::callbackId).containsOnly("callback-1");
        assertThat(attempts.subList(0, waits.size()))
                .extracting(Attempt::nextAttemptAt)
                .isEqualTo(times.subList(1, times.size()));
        assertThat(attempts.getLast().nextAttemptAt()).isNull();
        assertThat(attempts.getLast().outcome()).isEqualTo(expected.wireName());
        checkDead(expected, reason, office);
    }

    private static void checkDead(Outcome expected, String reason, PostOffice office) {
        if (expected != Outcome.DEAD) {
            assertThat(office.dead()).isEmpty();
            return;
        }
        assertThat(office.dead()).singleElement().satisfies(dead -> {
            assertThat(dead.reason()).isEqualTo(reason);
            assertThat(dead.attempts()).isEqualTo(office.attempts().size());
            assertThat(dead.diedAt()).isEqualTo(office.instant());
            assertThat(dead.message()).containsAnyOf("the partner answered", "the last attempt");
            assertThat(dead.callback().callbackId()).isEqualTo("callback-1");
        });
    }

    private static DeliveryProperties scheduled(Duration silence, Duration attempt) {
        return ClientSettings.of(silence, attempt, SCHEDULE);
    }
}
