package io.postway.attribution;

import io.postway.attribution.Recognised.Kept;
import io.postway.event.AppToken;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
 *
 * <p>A device is kept under its strongest identifier, its {@linkplain Device#home home}, where most of its reports find
 * it at once; each other one leads there.
 */
final class Devices {

    static final String DEVICES = "devices";
    static final String IDENTIFIERS = "identifiers";

    private final KeyValueStore<String, Device> devices;
    private final KeyValueStore<String, String> homes;
    private final Finder finder;

    Devices(ProcessorContext<?, ?> context) {
        this.devices = context.getStateStore(DEVICES);
        this.homes = context.getStateStore(IDENTIFIERS);
        this.finder = new Finder(devices, homes);
    }

    static Set<StoreBuilder<?>> stores() {
        return Set.of(store(DEVICES, Stored.serde(Device.class)), store(IDENTIFIERS, Serdes.String()));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    /** Looks devices up, for those, too, who only look on while the stage is at work. */
    record Finder(ReadOnlyKeyValueStore<String, Device> devices, ReadOnlyKeyValueStore<String, String> homes) {

        /** That which the strongest of {@code ids} leads to. */
        Optional<Device> find(AppToken app, Environment environment, DeviceIds ids) {
            return ids.keys()
                    .flatMap(id -> find(app, environment, id).stream())
                    .findFirst()
                    .map(Kept::device);
        }

        private Optional<Kept> find(AppToken app, Environment environment, String id) {
            var key = key(app, environment, id);
            return at(key).or(
                            () -> Optional.ofNullable(homes.get(key)).flatMap(home -> at(key(app, environment, home))));
        }

        private Optional<Kept> at(String key) {
            return Optional.ofNullable(devices.get(key)).map(device -> new Kept(device, key));
        }
    }

    /** Whom the ids lead to: the first that leads anywhere decides. */
    Recognised recognise(AppToken app, Environment environment, DeviceIds ids) {
        Kept strongest = null;
        var others = new TreeMap<String, Kept>();
        for (String id : ids.keys().toList()) {
            if (strongest == null) {
                strongest = finder.find(app, environment, id).orElse(null);
            } else if (!strongest.device().isLedToBy(id)) {
                finder.find(app, environment, id)
                        .ifPresent(other -> others.put(other.device().adid(), other));
            }
        }
        return new Recognised(Optional.ofNullable(strongest), List.copyOf(others.values()));
    }

    /** From now on the report's ids lead to {@code device}, and so does the one that we gave it. */
    void remember(AppToken app, Environment environment, Device device, DeviceIds reported, Recognised before) {
        before.others()
                .forEach(other -> change(app, environment, other, other.device().without(keys(reported))));
        before.strongest()
                .ifPresentOrElse(known -> change(app, environment, known, device), () -> add(app, environment, device));
    }

    private void add(AppToken app, Environment environment, Device device) {
        devices.put(key(app, environment, device.home()), device);
        lead(app, environment, device.idKeys(), device);
    }

    /** The device that was {@code before} is {@code now}. */
    void change(AppToken app, Environment environment, Kept before, Device now) {
        var key = key(app, environment, now.home());
        devices.put(key, now);
        var isMoved = !key.equals(before.key());
        if (!isMoved && now.hasTheIdsOf(before.device())) {
            return;
        }
        lead(
                app,
                environment,
                now.idKeys().filter(id -> isMoved || !before.device().isLedToBy(id)),
                now);
        before.device()
                .idKeys()
                .filter(id -> !now.isLedToBy(id))
                .forEach(id -> homes.delete(key(app, environment, id)));
        if (isMoved) {
            // Last: whoever looks on finds it here or there.
            devices.delete(before.key());
        }
    }

    private void lead(AppToken app, Environment environment, Stream<String> ids, Device device) {
        var home = device.home();
        ids.filter(id -> !id.equals(home)).forEach(id -> homes.put(key(app, environment, id), home));
    }

    /** Whatever led to {@code device} leads nowhere any more. */
    void forget(AppToken app, Environment environment, Kept device) {
        device.device().idKeys().forEach(id -> homes.delete(key(app, environment, id)));
        devices.delete(device.key());
    }

    private static Set<String> keys(DeviceIds ids) {
        return ids.keys().collect(Collectors.toSet());
    }

    private static String key(AppToken app, Environment environment, String id) {
        return app + "|" + environment + "|" + id;
    }
}
