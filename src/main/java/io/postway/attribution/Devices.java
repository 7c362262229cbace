package io.postway.attribution;

import io.postway.event.AppToken;
import io.postway.event.DeviceIdType;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Stored;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The devices of each app and environment, and which identifier leads to which. An identifier leads to one device: the
 * last that was reported with it. Production and sandbox devices never meet.
 */
final class Devices {

    static final String DEVICES = "devices";
    static final String IDENTIFIERS = "identifiers";

    private final KeyValueStore<String, Device> devices;
    private final KeyValueStore<String, String> adids;

    Devices(ProcessorContext<?, ?> context) {
        this.devices = context.getStateStore(DEVICES);
        this.adids = context.getStateStore(IDENTIFIERS);
    }

    static Set<StoreBuilder<?>> stores() {
        return Set.of(store(DEVICES, Stored.serde(Device.class)), store(IDENTIFIERS, Serdes.String()));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    Recognised recognise(AppToken app, Environment environment, DeviceIds ids) {
        var found = new LinkedHashMap<String, String>();
        ids.keys().forEach(id -> adid(app, environment, id).ifPresent(adid -> found.put(id, adid)));
        var device = found.values().stream().findFirst().map(adid -> devices.get(key(app, environment, adid)));
        return new Recognised(device, found);
    }

    /** Every device that one of {@code ids} leads to. */
    List<Device> all(AppToken app, Environment environment, DeviceIds ids) {
        return recognise(app, environment, ids).adids().values().stream()
                .distinct()
                .sorted()
                .flatMap(adid -> Stream.ofNullable(devices.get(key(app, environment, adid))))
                .toList();
    }

    /** From now on the report's ids lead to {@code device}, and so does the one that we gave it. */
    void remember(AppToken app, Environment environment, Device device, DeviceIds reported, Recognised before) {
        devices.put(key(app, environment, device.adid()), device);
        if (before.device().isEmpty()) {
            lead(app, environment, adidKey(device), device);
        }
        reported.keys()
                .filter(id -> !device.adid().equals(before.adids().get(id)))
                .forEach(id -> lead(app, environment, id, device));
        before.others().forEach(other -> change(app, environment, other, one -> one.without(keys(reported))));
        before.device().ifPresent(earlier -> stopLeading(app, environment, earlier, device));
    }

    /** The same device, with what its user has said. */
    void note(AppToken app, Environment environment, Device device) {
        devices.put(key(app, environment, device.adid()), device);
    }

    private void lead(AppToken app, Environment environment, String id, Device device) {
        adids.put(key(app, environment, id), device.adid());
    }

    /** The ids that are too old to lead anywhere. */
    private void stopLeading(AppToken app, Environment environment, Device before, Device now) {
        if (before.formerIds().equals(now.formerIds())) {
            return;
        }
        var gone = new HashSet<>(before.formerIds());
        now.formerIds().forEach(gone::remove);
        gone.removeAll(keys(now.ids()));
        gone.forEach(id -> adids.delete(key(app, environment, id)));
    }

    private void change(AppToken app, Environment environment, String adid, UnaryOperator<Device> change) {
        var known = devices.get(key(app, environment, adid));
        if (known != null) {
            devices.put(key(app, environment, adid), change.apply(known));
        }
    }

    /** Whatever led to {@code device} leads nowhere any more. */
    void forget(AppToken app, Environment environment, Device device) {
        device.idKeys().forEach(id -> adids.delete(key(app, environment, id)));
        devices.delete(key(app, environment, device.adid()));
    }

    private Optional<String> adid(AppToken app, Environment environment, String id) {
        return Optional.ofNullable(adids.get(key(app, environment, id)));
    }

    /** The same as {@link #recognise} for who only looks on, while the stage is at work. */
    static Optional<Device> find(
            ReadOnlyKeyValueStore<String, Device> devices,
            ReadOnlyKeyValueStore<String, String> adids,
            AppToken app,
            Environment environment,
            DeviceIds ids) {
        return ids.keys()
                .flatMap(id -> Stream.ofNullable(adids.get(key(app, environment, id))))
                .flatMap(adid -> Stream.ofNullable(devices.get(key(app, environment, adid))))
                .findFirst();
    }

    private static Set<String> keys(DeviceIds ids) {
        return ids.keys().collect(Collectors.toSet());
    }

    private static String adidKey(Device device) {
        return DeviceIds.key(DeviceIdType.ADID, device.adid());
    }

    private static String key(AppToken app, Environment environment, String id) {
        return app + "|" + environment + "|" + id;
    }
}
