package io.postway.attribution;

import io.postway.event.EngagementKind;
import io.postway.event.Json;
import io.postway.runtime.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The recent engagements by identifier. Bounded in age and in number per identifier and kind, so that one that half the
 * world shares costs no more than one that a single phone has, and a thousand impressions push out no click.
 */
final class EngagementStore {

    /** The longest window that any link or app can have. */
    static final Duration MAX_AGE = Duration.ofDays(30);

    /** Enough for every click of an eager phone; of more, the oldest could not win anyway. */
    static final int MAX_NUMBER = 100;

    private static final String NAME = "engagements";

    /*
     * One record per engagement, its key ending in its time, so that those of one identifier lie side by side, oldest
     * first. A list per identifier as one record would grow with what strangers write into their clicks, past what Kafka
     * takes as one record, and the stage would stand still at it.
     */
    private final KeyValueStore<String, PastEngagement> store;

    EngagementStore(KeyValueStore<String, PastEngagement> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<String, PastEngagement>> builder() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(NAME), Serdes.String(), Json.serde(PastEngagement.class));
    }

    static String name() {
        return NAME;
    }

    /** @param identifier unique over apps and kinds of ids */
    void add(String identifier, PastEngagement engagement) {
        store.put(key(identifier, engagement), engagement);
        forgetWhatIsTooMuch(identifier, engagement.kind(), engagement.at().minus(MAX_AGE));
    }

    /** Clicks before impressions, the oldest of each first. */
    List<PastEngagement> of(String identifier) {
        return Stream.of(EngagementKind.values())
                .flatMap(kind -> of(identifier, kind).stream())
                .toList();
    }

    private List<PastEngagement> of(String identifier, EngagementKind kind) {
        var found = new ArrayList<PastEngagement>();
        var prefix = prefix(identifier, kind);
        try (var entries = store.range(prefix, prefix + Character.MAX_VALUE)) {
            entries.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }

    private void forgetWhatIsTooMuch(String identifier, EngagementKind kind, Instant oldest) {
        var all = of(identifier, kind);
        for (int i = 0; i < all.size(); i++) {
            var engagement = all.get(i);
            if (engagement.at().isBefore(oldest) || all.size() - i > MAX_NUMBER) {
                store.delete(key(identifier, engagement));
            }
        }
    }

    private static String key(String identifier, PastEngagement engagement) {
        return prefix(identifier, engagement.kind()) + StoreKeys.sortable(engagement.at()) + "|" + engagement.id();
    }

    private static String prefix(String identifier, EngagementKind kind) {
        return StoreKeys.escape(identifier) + "|" + kind + "|";
    }
}
