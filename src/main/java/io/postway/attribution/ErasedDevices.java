package io.postway.attribution;

import io.postway.event.AppToken;
import io.postway.event.DeviceDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The devices that were erased, by what is left of their ids; for ever, since nobody may come back by an old report.
 */
final class ErasedDevices {

    private static final String NAME = "erased-devices";

    private final KeyValueStore<String, String> store;

    /** Most apps have none: then nobody needs to look. */
    private final Map<AppToken, Boolean> hasAny = new HashMap<>();

    ErasedDevices(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(NAME);
    }

    static Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.String()));
    }

    /** @param ids keys of ids, as {@link io.postway.event.DeviceIds#keysInAllForms} has them */
    boolean containsAny(AppToken app, Stream<String> ids) {
        return hasAny.computeIfAbsent(app, token -> store.get(token.value()) != null)
                && ids.anyMatch(id -> store.get(key(app, DeviceDigest.of(app, id))) != null);
    }

    void add(AppToken app, DeviceDigest digest) {
        store.put(app.value(), "");
        store.put(key(app, digest), "");
        hasAny.put(app, true);
    }

    private static String key(AppToken app, DeviceDigest digest) {
        return app + "|" + digest;
    }
}
