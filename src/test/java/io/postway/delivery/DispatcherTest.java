package io.postway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.runtime.Gates;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** How delivery ends: with a consumer of Kafka's own for tests, and a real partner. */
@Timeout(60)
class DispatcherTest {

    private static final int CALLBACKS = 3;
    private static final int IN_FLIGHT_AT_MOST =
            ClientSettings.PATIENT.endpoint().maxInFlight();
    private static final TopicPartition PARTITION =
            new TopicPartition(PostOffice.TOPICS.callbacks().name(), 0);

    private final CountDownLatch partnerMayAnswer = new CountDownLatch(1);
    private final MockConsumer<String, byte[]> consumer = new Kept();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private BarePartner partner;
    private PostOffice office;

    /** Can be looked at after it was closed. */
    private static final class Kept extends MockConsumer<String, byte[]> {

        Kept() {
            super("earliest");
        }

        @Override
        public void close() {
            // The dispatcher has done with it; the test has not.
        }
    }

    @BeforeEach
    void open() throws IOException {
        partner = new BarePartner(visit -> {
            visit.readRequest();
            partnerMayAnswer.await();
            visit.write("HTTP/1.1 204 So\r\nConnection: close\r\n\r\n");
        });
        office = new PostOffice(ClientSettings.PATIENT, SystemDefaultDnsResolver.INSTANCE);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            IntStream.range(0, CALLBACKS).mapToObj(this::entry).forEach(consumer::addRecord);
        });
    }

    @AfterEach
    void close() throws IOException {
        partnerMayAnswer.countDown();
        office.close();
        partner.close();
    }

    private ConsumerRecord<String, byte[]> entry(int offset) {
        var callback = PostOffice.callback("callback-" + offset, partner.address("http"));
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                callback.key(),
                PostOffice.TOPICS.callbacks().write(callback));
    }

    @Test
    void whatIsUnderWayAtTheStopEndsAndIsCommitted() {
        var dispatcher = dispatcher(Duration.ofSeconds(30));
        dispatcher.start();
        await().until(() -> partner.requests().size() == CALLBACKS);

        var stop = CompletableFuture.runAsync(dispatcher::stop);
        await().until(() -> !dispatcher.isRunning());
        partnerMayAnswer.countDown();
        stop.join();

        assertThat(office.attempts()).hasSize(CALLBACKS);
        assertThat(committed()).isEqualTo(CALLBACKS);
        assertThat(settled("delivered")).isEqualTo(CALLBACKS);
    }

    @Test
    void whatDoesNotEndInTimeGoesBackAsIfItHadNotBeenTaken() {
        var dispatcher = dispatcher(Duration.ofMillis(200));
        dispatcher.start();
        await().until(() -> partner.requests().size() == CALLBACKS);

        dispatcher.stop();

        await().until(() -> settled("dropped") == CALLBACKS);
        assertThat(office.attempts()).isEmpty();
        assertThat(office.later()).isEmpty();
        assertThat(committed()).isZero();
    }

    @Test
    void whatWaitsForItsTurnAtTheStopDoesNotBegin() {
        var more = IN_FLIGHT_AT_MOST + 2;
        consumer.schedulePollTask(
                () -> IntStream.range(CALLBACKS, more).mapToObj(this::entry).forEach(consumer::addRecord));
        var dispatcher = dispatcher(Duration.ofSeconds(30));
        dispatcher.start();
        await().until(() -> partner.requests().size() == IN_FLIGHT_AT_MOST && inFlight() == more);

        var stop = CompletableFuture.runAsync(dispatcher::stop);
        await().until(() -> !dispatcher.isRunning());
        partnerMayAnswer.countDown();
        stop.join();

        assertThat(partner.requests()).hasSize(IN_FLIGHT_AT_MOST);
        assertThat(settled("delivered")).isEqualTo(IN_FLIGHT_AT_MOST);
        assertThat(settled("dropped")).isEqualTo(2);
        assertThat(office.later()).isEmpty();
        assertThat(committed()).isLessThanOrEqualTo(IN_FLIGHT_AT_MOST);
    }

    private Dispatcher dispatcher(Duration grace) {
        var metrics = new DeliveryMetrics(meters, InstantSource.system());
        var fresh = Source.fresh(PostOffice.TOPICS);
        return new Dispatcher(
                new Source(fresh.name(), fresh.topic(), fresh.reader(), Duration.ofSeconds(30)),
                new Dispatcher.Parts(
                        new DefaultKafkaConsumerFactory<>(Map.of()) {
                            @Override
                            protected Consumer<String, byte[]> createRawConsumer(Map<String, Object> configuration) {
                                return consumer;
                            }
                        },
                        PostOffice.TOPICS,
                        Gates.open(),
                        office.task(),
                        metrics,
                        100,
                        grace));
    }

    private double inFlight() {
        return meters.get("postway.delivery.in.flight").gauge().value();
    }

    private double settled(String outcome) {
        return meters.get("postway.delivery.settled")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private long committed() {
        var offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? 0 : offset.offset();
    }
}
