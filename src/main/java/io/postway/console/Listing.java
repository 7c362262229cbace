package io.postway.console;

import io.postway.event.Stamped;
import io.postway.event.Topic;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic that can be read page by page.
 *
 * @param facts what its records are looked for by
 * @param view what of a record is kept and shown
 */
record Listing<V extends Stamped>(Topic<V> topic, Function<V, RecordFacts> facts, UnaryOperator<V> view) {

    /** Empty: it is not looked for, or none of our records. */
    Optional<V> find(ConsumerRecord<String, byte[]> entry, RecordFilter filter) {
        if (!filter.mayMatch(entry)) {
            return Optional.empty();
        }
        try {
            var value = topic.read(entry.value());
            return filter.matches(facts.apply(value)) ? Optional.of(view.apply(value)) : Optional.empty();
        } catch (RuntimeException e) {
            // Whatever it is: one strange record must not hide the others.
            return Optional.empty();
        }
    }
}
