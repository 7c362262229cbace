package io.postway.attribution;

import io.postway.event.AppToken;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What the stage remembers of the apps in its partition: devices, which identifier leads to which device, and recent
 * engagements by identifier. Every key starts with the app's token; production and sandbox devices never meet.
 */
final class AppState {

    private static final String DEVICES = "devices";
    private static final String IDENTIFIERS = "identifiers";

    private final KeyValueStore<String, Device> devices;
    private final KeyValueStore<String, String> adids;
    private final EngagementStore engagements;
    private final TrackerBook trackers;
    private final CountedReports reports;
    private final WaitingEvents waiting;

    AppState(ProcessorContext<?, ?> context) {
        this.devices = context.getStateStore(DEVICES);
        this.adids = context.getStateStore(IDENTIFIERS);
        this.engagements = new EngagementStore(context.getStateStore(EngagementStore.name()));
        this.trackers = new TrackerBook(context);
        this.reports = new CountedReports(context.getStateStore(CountedReports.name()));
        this.waiting = new WaitingEvents(context);
    }

    static Set<StoreBuilder<?>> stores() {
        return Stream.concat(
                        Stream.of(
                                store(DEVICES, Json.serde(Device.class)),
                                store(IDENTIFIERS, Serdes.String()),
                                EngagementStore.builder(),
                                CountedReports.builder()),
                        Stream.concat(TrackerBook.stores().stream(), WaitingEvents.stores().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    /** The device that any of {@code ids} leads to; where they lead to several, the strongest id decides. */
    Optional<Device> device(AppToken app, Environment environment, DeviceIds ids) {
        return ids.keys()
                .flatMap(id -> Optional.ofNullable(adids.get(key(app, environment, id))).stream())
                .flatMap(adid -> Optional.ofNullable(devices.get(key(app, environment, adid))).stream())
                .findFirst();
    }

    WaitingEvents waiting() {
        return waiting;
    }

    CountedReports reports() {
        return reports;
    }

    TrackerBook trackers() {
        return trackers;
    }

    /** From now on all of the device's ids lead to it, ours among them. */
    void remember(AppToken app, Environment environment, Device device) {
        devices.put(key(app, environment, device.adid()), device);
        device.allIds().keys().forEach(id -> adids.put(key(app, environment, id), device.adid()));
    }

    /** Those that share an id with {@code ids}, or have the hash of one. */
    Collection<PastEngagement> engagements(AppToken app, DeviceIds ids) {
        Map<UUID, PastEngagement> found = new LinkedHashMap<>();
        ids.keysInAllForms()
                .flatMap(id -> engagements.of(key(app, id)).stream())
                .forEach(engagement -> found.put(engagement.id(), engagement));
        return found.values();
    }

    /** An engagement without any id cannot be matched, and is not kept here. */
    void remember(AppToken app, DeviceIds ids, PastEngagement engagement) {
        ids.keys().forEach(id -> engagements.add(key(app, id), engagement));
    }

    private static String key(AppToken app, String id) {
        return app + "|" + id;
    }

    private static String key(AppToken app, Environment environment, String id) {
        return app + "|" + environment + "|" + id;
    }
}
