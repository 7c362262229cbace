package io.postway.skadnetwork;

import io.postway.event.Claims;
import io.postway.event.Postback;
import io.postway.event.Postback.Route;
import io.postway.event.Stored;
import io.postway.runtime.ForgetfulStore;
import io.postway.runtime.StoreKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The copy of each postback that was counted, by the route it came. Devices send a postback up to nine times within
 * nine days (Apple, "Verifying an install-validation postback"); ad networks may take their time to forward one.
 */
final class FirstCopies {

    static final Duration RETENTION = Duration.ofDays(30);

    private static final String NAME = "first-copies";

    private final ForgetfulStore<FirstCopy> store;

    FirstCopies(WindowStore<String, FirstCopy> store) {
        this.store = new ForgetfulStore<>(store, RETENTION);
    }

    static String name() {
        return NAME;
    }

    static StoreBuilder<WindowStore<String, FirstCopy>> builder() {
        return ForgetfulStore.builder(NAME, RETENTION, Stored.serde(FirstCopy.class));
    }

    /**
     * The copy that was counted.
     *
     * @param says what else it said, to tell a repetition from a contradiction
     */
    record FirstCopy(UUID id, Fingerprint says) {}

    /** The copy that was counted of the one that {@code postback} is, if it came by {@code route}. */
    Optional<FirstCopy> of(Postback postback, Route route) {
        return store.first(key(postback.claims(), route), postback.receivedAt());
    }

    void remember(Postback postback, FirstCopy copy) {
        store.put(key(postback.claims(), postback.route()), copy, postback.receivedAt());
    }

    private static String key(Claims claims, Route route) {
        return String.join(
                "|",
                route.name(),
                claims.protocol().name(),
                StoreKeys.escape(claims.adNetworkId()),
                StoreKeys.escape(claims.transactionId()),
                String.valueOf(claims.sequenceIndex()));
    }
}
