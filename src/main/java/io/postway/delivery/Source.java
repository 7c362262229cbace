package io.postway.delivery;

import io.postway.event.Topics;
import java.time.Duration;
import java.util.function.Function;

/**
 * A topic that callbacks come from.
 *
 * @param name of its thread and of the consumer group
 * @param patience how long a callback may wait for its turn where its endpoint is busy
 */
record Source(String name, String topic, Function<byte[], Delivery> reader, Duration patience) {

    /** Fresh ones are put aside soon: behind them are those of other endpoints. */
    static Source fresh(Topics topics) {
        return new Source(
                "delivery",
                topics.callbacks().name(),
                value -> Delivery.of(topics.callbacks().read(value)),
                Duration.ofSeconds(2));
    }

    /** What was put aside once has more patience: again and again would cost more than it helps the others. */
    static Source due(Topics topics) {
        return new Source(
                "delivery-due",
                topics.callbacksDue().name(),
                value -> Delivery.of(topics.callbacksDue().read(value)),
                Duration.ofSeconds(10));
    }
}
