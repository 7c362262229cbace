package io.postway.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.delivery.DeliveryMetrics.Outcome;
import io.postway.event.Attempt;
import io.postway.event.Callback;
import io.postway.event.DeadCallback;
import io.postway.event.LaterCallback;
import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.settings.EffectivePanel;
import io.postway.settings.Panel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/** Everything that delivers a callback, but for Kafka, and with a clock that is moved by hand. */
final class PostOffice implements AutoCloseable, InstantSource {

    static final Topics TOPICS = new Topics("postway");

    private static final Patience PATIENCE = new Patience(Duration.ofMillis(200), () -> true);

    private final List<Stamped> written = new CopyOnWriteArrayList<>();
    private final PartnerClient client;
    private final Courier courier;
    private Panel panel = Panel.untouched();
    private volatile Instant now = Callbacks.callback("any").receivedAt();

    PostOffice(DeliveryProperties properties, DnsResolver names) {
        client = new PartnerClient(properties, PartnerRoute.direct(names));
        var metrics = new DeliveryMetrics(new SimpleMeterRegistry(), this);
        courier = new Courier(
                new Partners(new Destinations(null, Optional.empty()), client, client),
                new Endpoints(properties.endpoint(), properties.breaker(), this, metrics),
                new PartnerPauses(properties.gonePause(), this),
                new Panels() {
                    @Override
                    public EffectivePanel of(Callback callback) {
                        return panel.on(null);
                    }

                    @Override
                    public boolean haveReadThoseOf(Callback callback) {
                        return true;
                    }
                },
                new Settlement(this::write, TOPICS, metrics),
                properties,
                this,
                () -> 0);
    }

    private <V extends Stamped> void write(Topic<V> topic, @Nullable String key, V value) {
        // As it would be read again.
        written.add(topic.read(topic.write(value)));
    }

    PostOffice with(Panel other) {
        panel = other;
        return this;
    }

    /** What reads records and has them carried by this office. */
    CallbackTask task() {
        return new CallbackTask(TOPICS, courier, this::write, new ForgottenDevices());
    }

    Outcome take(Delivery delivery) {
        return courier.deliver(delivery, PATIENCE);
    }

    /** Carries a callback, moving the clock to each time that it is due, until it is delivered or dead. */
    Outcome carry(Callback callback) {
        var outcome = take(Delivery.of(callback));
        while (outcome == Outcome.LATER) {
            outcome = takeNext();
        }
        return outcome;
    }

    /** Moves the clock to when the last one that was put aside is due, and carries it once more. */
    Outcome takeNext() {
        var next = later().getLast();
        now = next.dueAt();
        return take(Delivery.of(next));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    List<Attempt> attempts() {
        return written(Attempt.class);
    }

    List<LaterCallback> later() {
        return written(LaterCallback.class);
    }

    List<DeadCallback> dead() {
        return written(DeadCallback.class);
    }

    private <V> List<V> written(Class<V> type) {
        return written.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static Callback callback(String id, URI endpoint) {
        return Callbacks.callback(id, Callback.Method.GET, endpoint, "callback_id=" + id + "&event=ev0001");
    }

    @Override
    public void close() {
        client.close();
    }
}
