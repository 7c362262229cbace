package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.NetworkToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every resource at every version, and what it can be found by. One thread writes; any thread reads, as of a version
 * that it knows to be whole.
 */
final class Revisions {

    /*
     * Each resource keeps all its revisions by version, so "as of version n" is one floor look-up and a view of all
     * settings costs nothing. 100,000 changes are a few dozen megabytes, and settings change by hand.
     */
    private final Map<String, Line> byPath = new ConcurrentHashMap<>();

    /** The same in their order. */
    private final NavigableMap<String, Line> inOrder = new ConcurrentSkipListMap<>();

    /**
     * A change may touch several resources, by path; of each only what it became last. It is whole before a reader may
     * ask for its version.
     */
    private final NavigableMap<Long, SequencedMap<String, Revision>> byVersion = new ConcurrentSkipListMap<>();

    /*
     * Indexes only grow; a reader checks what it finds against its own version.
     */
    private final Map<LinkToken, AppToken> appsByLink = new ConcurrentHashMap<>();
    private final Map<Long, Set<AppToken>> appsByIosId = new ConcurrentHashMap<>();
    private final Map<String, NetworkToken> networksByHash = new ConcurrentHashMap<>();
    private final Map<String, String> bearersByHash = new ConcurrentHashMap<>();

    void put(Revision revision) {
        byPath.computeIfAbsent(revision.path(), this::begin).put(revision);
        byVersion
                .computeIfAbsent(revision.version(), version -> LinkedHashMap.newLinkedHashMap(1))
                .putLast(revision.path(), revision);
        revision.value().ifPresent(value -> index(revision.path(), value));
    }

    private Line begin(String path) {
        var line = new Line();
        inOrder.put(path, line);
        return line;
    }

    /** Nothing of what was put at {@code version}, which nobody has seen yet, holds. */
    void takeBack(long version) {
        Optional.ofNullable(byVersion.remove(version)).stream()
                .flatMap(changed -> changed.values().stream())
                .forEach(this::takeBack);
    }

    private void takeBack(Revision revision) {
        var all = byPath.get(revision.path());
        if (all != null) {
            all.takeBack(revision.version());
        }
        // A link's token is its app's for ever, but only if it ever was.
        if (revision.resource() instanceof Link link && (all == null || all.isEmpty())) {
            appsByLink.remove(link.token(), link.app());
        }
    }

    private void index(String path, Resource value) {
        switch (value) {
            case App app -> {
                if (app.iosAppId() != null) {
                    appsByIosId
                            .computeIfAbsent(app.iosAppId(), id -> ConcurrentHashMap.newKeySet())
                            .add(app.token());
                }
            }
            case Link link -> appsByLink.putIfAbsent(link.token(), link.app());
            case Network network -> networksByHash.put(network.token().hash(), network.token());
            case S2sToken token -> bearersByHash.put(token.sha256(), path);
            case User user -> bearersByHash.put(user.sha256(), path);
            case Panel panel -> {
                // Found by its app.
            }
            case ConversionSchemas schemas -> {
                // Found by their app.
            }
        }
    }

    Optional<AppToken> appOfLink(LinkToken link) {
        return Optional.ofNullable(appsByLink.get(link));
    }

    Optional<NetworkToken> networkOfHash(String hash) {
        return Optional.ofNullable(networksByHash.get(hash));
    }

    /** Whose token has this hash: the path of a user or an app's back end. */
    Optional<String> bearerOfHash(String hash) {
        return Optional.ofNullable(bearersByHash.get(hash));
    }

    Set<AppToken> appsWithIosId(long iosAppId) {
        return appsByIosId.getOrDefault(iosAppId, Set.of());
    }

    <R extends Resource> Optional<Versioned<R>> find(ResourceKey<R> key, long asOf) {
        return at(key.path(), asOf).flatMap(revision -> revision.as(key.type()));
    }

    /** How {@code path} stood at {@code asOf}, and since when; empty: nothing had ever stood there. */
    Optional<Revision> at(String path, long asOf) {
        return Optional.ofNullable(byPath.get(path)).flatMap(line -> line.at(asOf));
    }

    /** What {@code path} became next after {@code version}. */
    Optional<Revision> after(String path, long version) {
        return Optional.ofNullable(byPath.get(path)).flatMap(line -> line.after(version));
    }

    /** The resources of {@code type} whose path starts with {@code prefix}, by path. */
    <R extends Resource> Stream<Versioned<R>> under(String prefix, long asOf, Class<R> type) {
        return all(prefix, asOf).flatMap(revision -> revision.as(type).stream());
    }

    /** Whatever stands below {@code prefix}, by path. */
    Stream<Revision> all(String prefix, long asOf) {
        return inOrder.subMap(prefix, prefix + Character.MAX_VALUE).values().stream()
                .flatMap(line -> line.at(asOf).stream())
                .filter(revision -> revision.value().isPresent());
    }

    /** The changes up to {@code version}, the newest first. */
    Stream<Revision> upTo(long version) {
        return byVersion.headMap(version, true).descendingMap().values().stream()
                .flatMap(changed -> changed.values().stream());
    }

    /** The version of the last change up to {@code version}; 0: there was none. */
    long lastChange(long version) {
        return Optional.ofNullable(byVersion.floorKey(version)).orElse(0L);
    }

    /** One resource from its first version to its last. Nearly everybody asks for the last. */
    private static final class Line {

        private final NavigableMap<Long, Revision> all = new ConcurrentSkipListMap<>();
        private volatile @Nullable Revision last;

        void put(Revision revision) {
            all.put(revision.version(), revision);
            last = revision;
        }

        void takeBack(long version) {
            all.remove(version);
            last = valueOf(all.lastEntry());
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        Optional<Revision> at(long asOf) {
            var newest = last;
            return Optional.ofNullable(
                    newest != null && newest.version() <= asOf ? newest : valueOf(all.floorEntry(asOf)));
        }

        Optional<Revision> after(long version) {
            return Optional.ofNullable(valueOf(all.higherEntry(version)));
        }

        private static @Nullable Revision valueOf(Map.@Nullable Entry<Long, Revision> entry) {
            return entry == null ? null : entry.getValue();
        }
    }
}
