package io.postway.skadnetwork;

import io.postway.event.Claims;
import io.postway.event.Json;
import io.postway.event.Postback;
import io.postway.event.Postback.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The copy of each postback that was counted, by the route it came. Devices send a postback up to nine times within
 * nine days (Apple, "Verifying an install-validation postback"); ad networks may take their time to forward one.
 */
final class FirstCopies {

    static final Duration RETENTION = Duration.ofDays(30);

    private static final String NAME = "first-copies";

    /*
     * A window store only for its way to forget: it drops whole segments of old entries, where a plain one would have to
     * look for them.
     */
    private final WindowStore<String, FirstCopy> store;

    FirstCopies(WindowStore<String, FirstCopy> store) {
        this.store = store;
    }

    static String name() {
        return NAME;
    }

    static StoreBuilder<WindowStore<String, FirstCopy>> builder() {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(NAME, RETENTION, Duration.ofMillis(1), false),
                Serdes.String(),
                Json.serde(FirstCopy.class));
    }

    /**
     * The copy that was counted.
     *
     * @param says what else it said, to tell a repetition from a contradiction
     */
    record FirstCopy(UUID id, Fingerprint says) {}

    /** The copy that was counted of the one that {@code postback} is, if it came by {@code route}. */
    Optional<FirstCopy> of(Postback postback, Route route) {
        var at = postback.receivedAt();
        try (var found = store.fetch(key(postback.claims(), route), at.minus(RETENTION), at.plus(RETENTION))) {
            return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
        }
    }

    void remember(Postback postback, FirstCopy copy) {
        Instant at = postback.receivedAt();
        store.put(key(postback.claims(), postback.route()), copy, at.toEpochMilli());
    }

    /** The separator is escaped in what strangers write: otherwise two keys could be made that read alike. */
    private static String key(Claims claims, Route route) {
        return String.join(
                "|",
                route.name(),
                claims.protocol().name(),
                escaped(claims.adNetworkId()),
                escaped(claims.transactionId()),
                String.valueOf(claims.sequenceIndex()));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("|", "%7C");
    }
}
