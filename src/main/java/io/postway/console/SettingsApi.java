package io.postway.console;

import io.postway.event.Json;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.http.Problems;
import io.postway.runtime.UnavailableException;
import io.postway.settings.Outcome;
import io.postway.settings.Outcome.Applied;
import io.postway.settings.Outcome.Reason;
import io.postway.settings.Outcome.Refused;
import io.postway.settings.Resource;
import io.postway.settings.ResourceKey;
import io.postway.settings.Revision;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLog;
import io.postway.settings.Versioned;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every resource of the admin API has in common: it is read with its version as {@code ETag}, and changed only by
 * who names that version in {@code If-Match}.
 *
 * <p>Whoever got no answer sends the same again, and hears what became of the first: a change that has been made is not
 * refused for the version that it made itself (RFC 9110, section 13.1.1).
 */
final class SettingsApi {

    /** How often a change of whatever stands there is tried anew when another one came between. */
    private static final int MAX_TRIES = 20;

    /** How long a change may wait for what its author has seen on another instance. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SettingsLog settings;

    SettingsApi(SettingsLog settings) {
        this.settings = settings;
    }

    Settings latest() {
        return settings.latest();
    }

    <R extends Resource> Versioned<R> require(ResourceKey<R> key) {
        return latest().find(key).orElseThrow(SettingsApi::notFound);
    }

    <R extends Resource> ResponseEntity<?> read(ResourceKey<R> key, Function<R, ?> view) {
        return answer(ResponseEntity.ok(), require(key), view);
    }

    /** Makes {@code value} stand at {@code key}, where nothing stands yet. */
    <R extends Resource> ResponseEntity<?> create(ResourceKey<R> key, R value, Function<R, ?> view) {
        return switch (propose(key, 0, value)) {
            case Applied(long version, List<String> consequences) ->
                answer(
                        ResponseEntity.created(URI.create("/api/v1/" + key.path())),
                        new Versioned<>(value, version),
                        view);
            case Refused refused
            when refused.reason() == Reason.STALE -> Problems.answer(ErrorCode.CONFLICT, "It exists already.");
            case Refused refused -> answer(refused);
        };
    }

    /**
     * Changes what stands at {@code key}, if that is what {@code ifMatch} names.
     *
     * @param untouched what an existing thing looks like that nobody has set yet, at version 0; null: there is none
     * @param edit makes what shall stand there of what stood at the version that the author saw
     * @throws ProblemException if {@code ifMatch} is missing, or names another version
     */
    <R extends Resource> ResponseEntity<?> change(
            ResourceKey<R> key,
            @Nullable String ifMatch,
            @Nullable R untouched,
            UnaryOperator<R> edit,
            Function<R, ?> view) {
        var wanted = Precondition.parse(ifMatch);
        return wanted.isAny()
                ? changeWhateverStands(key, untouched, edit, view)
                : changeFrom(key, base(key, wanted, untouched), edit, view);
    }

    private <R extends Resource> ResponseEntity<?> changeWhateverStands(
            ResourceKey<R> key, @Nullable R untouched, UnaryOperator<R> edit, Function<R, ?> view) {
        for (int tries = 1; ; tries++) {
            var base = standing(key, untouched).orElseThrow(SettingsApi::notFound);
            var value = edit.apply(base.value());
            var outcome = propose(key, base.version(), value);
            if (!isStale(outcome) || tries == MAX_TRIES) {
                return answer(outcome, key, view);
            }
        }
    }

    private <R extends Resource> ResponseEntity<?> changeFrom(
            ResourceKey<R> key, Versioned<R> base, UnaryOperator<R> edit, Function<R, ?> view) {
        var value = edit.apply(base.value());
        var made = madeBefore(key, base.version(), value);
        if (made.isPresent()) {
            return answer(ResponseEntity.ok(), made.get(), view);
        }
        var outcome = isLatest(key, base) ? propose(key, base.version(), value) : stale(key);
        if (isStale(outcome)) {
            // Our own proposal may have come before, in a request whose answer was lost.
            var lately = madeBefore(key, base.version(), value);
            if (lately.isPresent()) {
                return answer(ResponseEntity.ok(), lately.get(), view);
            }
        }
        return answer(outcome, key, view);
    }

    /**
     * Whether the change has been made already: by the author's own request, right after the version that it names, or
     * because that is how the resource stands.
     */
    private <R extends Resource> Optional<Versioned<R>> madeBefore(ResourceKey<R> key, long version, R value) {
        var own = latest().after(key.path(), version)
                .filter(revision -> revision.author().equals(author()));
        var standing = latest().at(key.path());
        return Stream.of(own, standing)
                .flatMap(Optional::stream)
                .filter(revision -> revision.value().equals(Optional.of(value)))
                .findFirst()
                .map(revision -> new Versioned<>(value, revision.version()));
    }

    private <R extends Resource> boolean isLatest(ResourceKey<R> key, Versioned<R> base) {
        return latest().versionOf(key) == base.version();
    }

    private Refused stale(ResourceKey<?> key) {
        return new Refused(Reason.STALE, "The resource is at version " + latest().versionOf(key) + ".");
    }

    private static boolean isStale(Outcome outcome) {
        return outcome instanceof Refused refused && refused.reason() == Reason.STALE;
    }

    /** What {@code wanted} names, even if it has changed since. */
    private <R extends Resource> Versioned<R> base(ResourceKey<R> key, Precondition wanted, @Nullable R untouched) {
        var known = settingsAfter(wanted.version());
        var standing = standing(key, untouched).orElseThrow(SettingsApi::notFound);
        if (standing.version() == wanted.version()) {
            return standing;
        }
        var then = wanted.version() == 0
                ? Optional.ofNullable(untouched).map(value -> new Versioned<>(value, 0))
                : known.revision(key, wanted.version());
        return then.orElseThrow(() -> new ProblemException(
                ErrorCode.STALE_VERSION, "The resource is at version " + standing.version() + "."));
    }

    private <R extends Resource> Optional<Versioned<R>> standing(ResourceKey<R> key, @Nullable R untouched) {
        return latest().find(key).or(() -> Optional.ofNullable(untouched).map(value -> new Versioned<>(value, 0)));
    }

    /** Another instance may have given an ETag that this one has yet to read; if it does not come, nobody gave it. */
    private Settings settingsAfter(long named) {
        try {
            return named > latest().version() ? settings.asOf(named, PATIENCE) : latest();
        } catch (UnavailableException e) {
            return latest();
        }
    }

    <R extends Resource> ResponseEntity<?> delete(ResourceKey<R> key, @Nullable String ifMatch) {
        var wanted = Precondition.parse(ifMatch);
        var standing = require(key);
        if (!wanted.isAny() && base(key, wanted, null).version() != standing.version()) {
            return answer(stale(key));
        }
        return switch (propose(key, standing.version(), null)) {
            case Applied applied -> ResponseEntity.noContent().build();
            case Refused refused -> answer(refused);
        };
    }

    /** Makes {@code key} what it was at {@code version}, or gone if it was not there. */
    ResponseEntity<?> restore(ResourceKey<?> key, long version, @Nullable String ifMatch) {
        var standing = latest().versionOf(key);
        if (standing != 0) {
            var wanted = Precondition.parse(ifMatch);
            if (!wanted.isAny() && wanted.version() != standing) {
                return answer(stale(key));
            }
        }
        var value = settings.asOf(version).at(key.path()).flatMap(Revision::value);
        return switch (propose(key, standing, value.orElse(null))) {
            case Applied(long made, List<String> consequences) -> restored(key, made);
            case Refused refused -> answer(refused);
        };
    }

    private ResponseEntity<?> restored(ResourceKey<?> key, long version) {
        var now = settings.asOf(version);
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, Precondition.etag(version))
                .body(HistoryController.Entry.of(now.at(key.path()).orElseThrow(), now));
    }

    private static ProblemException notFound() {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no such resource.");
    }

    private Outcome propose(ResourceKey<?> key, long expectedVersion, @Nullable Resource value) {
        var json = value == null ? null : Json.MAPPER.<ObjectNode>valueToTree(value);
        return settings.propose(author(), key, expectedVersion, json);
    }

    /** Proposes all of {@code resources} at once; {@code expected} is {@link Settings#lastChange}. */
    Outcome proposeAll(long expected, ObjectNode resources) {
        return settings.proposeAll(author(), expected, resources);
    }

    private static String author() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Principal::getName)
                .orElse("unknown");
    }

    /** The resource as the change made it, which may be less than what was asked for: then the answer says so. */
    private <R extends Resource> ResponseEntity<?> answer(Outcome outcome, ResourceKey<R> key, Function<R, ?> view) {
        return switch (outcome) {
            case Applied(long version, List<String> consequences) ->
                answer(
                        ResponseEntity.ok(),
                        settings.asOf(version).find(key).orElseThrow(),
                        value -> withWarnings(view.apply(value), consequences));
            case Refused refused -> answer(refused);
        };
    }

    private static Object withWarnings(Object view, List<String> warnings) {
        if (warnings.isEmpty()) {
            return view;
        }
        ObjectNode json = Json.MAPPER.valueToTree(view);
        json.set(ResourceBody.WARNINGS, Json.MAPPER.valueToTree(warnings));
        return json;
    }

    static <R extends Resource> ResponseEntity<?> answer(
            ResponseEntity.BodyBuilder answer, Versioned<R> found, Function<R, ?> view) {
        return answer.header(HttpHeaders.ETAG, Precondition.etag(found.version()))
                .body(Objects.requireNonNull(view.apply(found.value())));
    }

    static ResponseEntity<?> answer(Refused refused) {
        var code = switch (refused.reason()) {
            case STALE -> ErrorCode.STALE_VERSION;
            case CONFLICT -> ErrorCode.CONFLICT;
            case INVALID -> ErrorCode.INVALID_VALUE;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
        };
        return Problems.answer(code, refused.message());
    }
}
