package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.event.NetworkToken;
import io.postway.event.SettingsChange;
import io.postway.settings.Outcome.Applied;
import io.postway.settings.Outcome.Reason;
import io.postway.settings.Outcome.Refused;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Every resource at every version. One thread folds changes in, in the order of the log; any thread reads, as of any
 * version up to the latest.
 */
public final class SettingsLedger {

    /*
     * Each resource keeps all its revisions by version, so "as of version n" is one floor look-up and a view of all
     * settings costs nothing. 100,000 changes are a few dozen megabytes, and settings change by hand.
     */
    private final NavigableMap<String, NavigableMap<Long, Optional<Resource>>> revisions =
            new ConcurrentSkipListMap<>();

    private final Map<LinkToken, AppToken> appsByLink = new ConcurrentHashMap<>();
    private final Map<Long, Set<AppToken>> appsByIosId = new ConcurrentHashMap<>();
    private final Map<String, NetworkToken> networksByHash = new ConcurrentHashMap<>();
    private final Map<UUID, Outcome> outcomes = new ConcurrentHashMap<>();
    private volatile long version;

    public Settings latest() {
        return asOf(version);
    }

    /** @throws IllegalArgumentException if that version has not been read yet */
    public Settings asOf(long asked) {
        if (asked > version) {
            throw new IllegalArgumentException("version " + asked + " is after the latest one, " + version);
        }
        return new Settings(this, asked);
    }

    /** A record of the log that is no change still moves the version. */
    public void skipTo(long reached) {
        version = reached;
    }

    /** Judges the next change; {@code reached} is its offset plus one, and becomes the version whatever the outcome. */
    public Outcome fold(long reached, SettingsChange change) {
        var outcome = outcomes.computeIfAbsent(change.changeId(), id -> judge(reached, change));
        version = reached;
        return outcome;
    }

    private Outcome judge(long reached, SettingsChange change) {
        try {
            return judge(reached, change, ResourceKey.parse(change.resource()));
        } catch (JacksonException e) {
            return new Refused(Reason.INVALID, reasonOf(e));
        } catch (RuntimeException e) {
            // Whatever it is, it is the proposal's fault, and every instance finds the same: reading must go on.
            return new Refused(Reason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private <R extends Resource> Outcome judge(long reached, SettingsChange change, ResourceKey<R> key) {
        var before = latest();
        var current = before.find(key).map(Versioned::version).orElse(0L);
        if (current != change.expectedVersion()) {
            return new Refused(Reason.STALE, "the resource is at version " + current);
        }
        var json = change.value();
        if (json == null || json.isNull()) {
            return current == 0 ? new Refused(Reason.NOT_FOUND, "there is nothing to delete") : put(reached, key, null);
        }
        R value = Json.MAPPER.treeToValue(json, key.type());
        var objection = Consistency.objection(before, key, value);
        return objection.<Outcome>map(o -> o).orElseGet(() -> put(reached, key, value));
    }

    private Outcome put(long reached, ResourceKey<?> key, @Nullable Resource value) {
        revisions
                .computeIfAbsent(key.path(), path -> new ConcurrentSkipListMap<>())
                .put(reached, Optional.ofNullable(value));
        index(value);
        return new Applied(reached);
    }

    /** Indexes only grow; a reader checks what it finds against its own version. */
    private void index(@Nullable Resource value) {
        if (value instanceof Link link) {
            appsByLink.put(link.token(), link.app());
        }
        if (value instanceof Network network) {
            networksByHash.put(network.token().hash(), network.token());
        }
        if (value instanceof App app && app.iosAppId() != null) {
            appsByIosId
                    .computeIfAbsent(app.iosAppId(), id -> ConcurrentHashMap.newKeySet())
                    .add(app.token());
        }
    }

    /** What a value's own constructor objected to, without Jackson's words around it. */
    public static String reasonOf(JacksonException e) {
        return switch (e.getCause()) {
            case IllegalArgumentException cause -> String.valueOf(cause.getMessage());
            case NullPointerException cause -> "a value must not be null";
            case null, default -> e.getOriginalMessage();
        };
    }

    Optional<AppToken> appOfLink(LinkToken link) {
        return Optional.ofNullable(appsByLink.get(link));
    }

    Optional<NetworkToken> networkOfHash(String hash) {
        return Optional.ofNullable(networksByHash.get(hash));
    }

    Set<AppToken> appsWithIosId(long iosAppId) {
        return appsByIosId.getOrDefault(iosAppId, Set.of());
    }

    <R extends Resource> Optional<Versioned<R>> find(ResourceKey<R> key, long asOf) {
        var all = revisions.get(key.path());
        return all == null ? Optional.empty() : asOf(all, asOf, key.type());
    }

    /** The resources of {@code type} whose path starts with {@code prefix}, by path. */
    <R extends Resource> Stream<Versioned<R>> under(String prefix, long asOf, Class<R> type) {
        return revisions.subMap(prefix, prefix + Character.MAX_VALUE).values().stream()
                .flatMap(all -> asOf(all, asOf, type).stream());
    }

    private static <R extends Resource> Optional<Versioned<R>> asOf(
            NavigableMap<Long, Optional<Resource>> all, long asOf, Class<R> type) {
        var revision = all.floorEntry(asOf);
        if (revision == null) {
            return Optional.empty();
        }
        return revision.getValue()
                .filter(type::isInstance)
                .map(value -> new Versioned<>(type.cast(value), revision.getKey()));
    }
}
