package io.postway.settings;

import io.postway.event.Json;
import io.postway.event.SettingsChange;
import io.postway.settings.Outcome.Applied;
import io.postway.settings.Outcome.Reason;
import io.postway.settings.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All settings at every version. One thread folds changes in, in the order of the log, and judges each by what holds so
 * far; any thread reads, as of any version up to the latest.
 */
public final class SettingsLedger {

    /** What a change is of that is about many resources at once: all of it holds, or nothing. */
    static final String EVERYTHING = "settings";

    private final Revisions revisions = new Revisions();
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
        return new Settings(revisions, asked);
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
        var verdict = judgeWhole(reached, change);
        if (verdict instanceof Refused) {
            revisions.takeBack(reached);
        }
        return verdict;
    }

    private Outcome judgeWhole(long reached, SettingsChange change) {
        try {
            return change.resource().equals(EVERYTHING) ? judgeAll(reached, change) : judgeOne(reached, change);
        } catch (JacksonException e) {
            return new Refused(Reason.INVALID, Mistake.in(e));
        } catch (RuntimeException e) {
            // Whatever it is, it is the proposal's fault, and every instance finds the same: reading must go on.
            return new Refused(Reason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Outcome judgeOne(long reached, SettingsChange change) {
        var key = ResourceKey.parse(change.resource());
        var current = latest().versionOf(key);
        if (current != change.expectedVersion()) {
            return new Refused(Reason.STALE, "the resource is at version " + current);
        }
        var remarks = new ArrayList<String>();
        return apply(reached, change, key, change.value(), remarks)
                .<Outcome>map(refused -> refused)
                .orElseGet(() -> new Applied(reached, remarks));
    }

    private Outcome judgeAll(long reached, SettingsChange change) {
        var current = latest().lastChange();
        if (current != change.expectedVersion()) {
            return new Refused(Reason.STALE, "the settings are at version " + current);
        }
        if (!(change.value() instanceof ObjectNode resources)) {
            return new Refused(Reason.INVALID, "settings must be an object of resources by path");
        }
        var remarks = new ArrayList<String>();
        for (var resource : resources.properties()) {
            var path = resource.getKey();
            var refused = apply(reached, change, ResourceKey.parse(path), resource.getValue(), remarks);
            if (refused.isPresent()) {
                return new Refused(
                        refused.get().reason(), path + ": " + refused.get().message());
            }
        }
        return new Applied(reached, remarks);
    }

    /** Makes {@code json} stand at {@code key}; what it says is already held by {@code reached} for who comes next. */
    private <R extends Resource> Optional<Refused> apply(
            long reached, SettingsChange change, ResourceKey<R> key, @Nullable JsonNode json, List<String> remarks) {
        var before = new Settings(revisions, reached);
        if (json == null || json.isNull()) {
            if (before.find(key).isEmpty()) {
                return Optional.of(new Refused(Reason.NOT_FOUND, "there is nothing to delete"));
            }
            revisions.put(revision(reached, change, key.path(), null, null));
            return Optional.empty();
        }
        var consequences = Consequences.of(before, key, Json.MAPPER.treeToValue(json, key.type()));
        var objection = Consistency.objection(before, key, consequences.value());
        if (objection.isEmpty()) {
            put(reached, change, key.path(), consequences);
            remarks.addAll(consequences.remarks().values());
        }
        return objection;
    }

    private void put(long reached, SettingsChange change, String path, Consequences consequences) {
        var remarks = consequences.remarks();
        revisions.put(revision(reached, change, path, consequences.value(), remarks.get(path)));
        consequences
                .others()
                .forEach((other, value) -> revisions.put(revision(reached, change, other, value, remarks.get(other))));
    }

    private static Revision revision(
            long reached, SettingsChange change, String path, @Nullable Resource value, @Nullable String because) {
        return new Revision(path, reached, change.changeId(), change.author(), change.receivedAt(), value, because);
    }
}
