package io.postway.attribution;

import io.postway.event.AppToken;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Event;
import io.postway.event.Stored;
import io.postway.runtime.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Events of devices that nobody knows yet: a back end may report a purchase before the session in which it was made.
 * They wait for a while, by the time of the records, not of a clock; then they are refused.
 */
final class WaitingEvents {

    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** How many wait for one id: more are refused at once. */
    static final int MAX_NUMBER = 100;

    private static final String EVENTS = "waiting-events";
    private static final String BY_ID = "waiting-by-id";
    private static final String SEPARATOR = ",";

    private final KeyValueStore<String, Event> events;

    /** The keys of the events that wait for an id: mostly there are none, and to find that out is one read. */
    private final KeyValueStore<String, String> byId;

    /** Mostly none: then nobody needs to look. */
    private long number;

    WaitingEvents(ProcessorContext<?, ?> context) {
        this.events = context.getStateStore(EVENTS);
        this.byId = context.getStateStore(BY_ID);
        try (var all = events.all()) {
            all.forEachRemaining(entry -> number++);
        }
    }

    static Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(EVENTS), Serdes.String(), Stored.serde(Event.class)),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(BY_ID), Serdes.String(), Serdes.String()));
    }

    /** Whether there is room for {@code event}, which waits from now on. */
    boolean add(Event event) {
        var ids = ids(event.appToken(), event.environment(), event.deviceIds());
        if (ids.stream().anyMatch(id -> keys(id).size() >= MAX_NUMBER)) {
            return false;
        }
        var key = key(event);
        events.put(key, event);
        ids.forEach(id -> change(id, keys -> keys.add(key)));
        number++;
        return true;
    }

    /** Those that wait for a device with any of {@code ids}, in their order; they wait no longer. */
    List<Event> takeFor(AppToken app, Environment environment, Stream<String> ids) {
        if (number == 0) {
            return List.of();
        }
        var found = new TreeSet<String>();
        ids.map(id -> id(app, environment, id)).forEach(id -> found.addAll(keys(id)));
        return take(found);
    }

    /** Those that came in before {@code time}; they wait no longer. */
    List<Event> takeBefore(Instant time) {
        if (number == 0) {
            return List.of();
        }
        var found = new ArrayList<String>();
        try (var all = events.range("", StoreKeys.sortable(time))) {
            all.forEachRemaining(entry -> found.add(entry.key));
        }
        return take(found);
    }

    private List<Event> take(Iterable<String> keys) {
        var taken = new ArrayList<Event>();
        for (String key : keys) {
            Optional.ofNullable(events.delete(key)).ifPresent(event -> {
                ids(event.appToken(), event.environment(), event.deviceIds())
                        .forEach(id -> change(id, waiting -> waiting.remove(key)));
                taken.add(event);
                number--;
            });
        }
        return taken;
    }

    private List<String> keys(String id) {
        var known = byId.get(id);
        return known == null ? List.of() : List.of(known.split(SEPARATOR, -1));
    }

    private void change(String id, Consumer<List<String>> change) {
        var keys = new ArrayList<>(keys(id));
        change.accept(keys);
        if (keys.isEmpty()) {
            byId.delete(id);
        } else {
            byId.put(id, String.join(SEPARATOR, keys));
        }
    }

    /** In the order of arrival. */
    private static String key(Event event) {
        return StoreKeys.sortable(event.receivedAt()) + "|" + event.id();
    }

    private static List<String> ids(AppToken app, Environment environment, DeviceIds ids) {
        return ids.keys().map(id -> id(app, environment, id)).toList();
    }

    private static String id(AppToken app, Environment environment, String id) {
        return app + "|" + environment + "|" + id;
    }
}
