package io.postway.console;

import io.postway.event.Json;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.http.Problems;
import io.postway.runtime.UnavailableException;
import io.postway.settings.Outcome;
import io.postway.settings.Outcome.Applied;
import io.postway.settings.Outcome.Refused;
import io.postway.settings.Resource;
import io.postway.settings.ResourceKey;
import io.postway.settings.Settings;
import io.postway.settings.SettingsLedger;
import io.postway.settings.SettingsLog;
import io.postway.settings.Versioned;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every resource of the admin API has in common: it is read with its version as {@code ETag}, and changed only by
 * who names that version in {@code If-Match}.
 */
final class SettingsApi {

    /** A field that nobody knows is a typing error, and must not look as if it had worked. */
    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final long ANY_VERSION = -1;

    /** How long a change may wait for what its author has seen on another instance. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Pattern ETAG = Pattern.compile("\"([0-9]{1,18})\"");

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

    /** @throws ProblemException naming what is wrong with {@code body} */
    <R extends Resource> R parse(ObjectNode body, Class<R> type) {
        try {
            return STRICT.treeToValue(body, type);
        } catch (JacksonException e) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, SettingsLedger.reasonOf(e));
        }
    }

    <R extends Resource> ResponseEntity<?> read(ResourceKey<R> key, Function<R, ?> view) {
        return answer(ResponseEntity.ok(), require(key), view);
    }

    /** Makes {@code value} stand at {@code key}, where nothing stands yet. */
    <R extends Resource> ResponseEntity<?> create(ResourceKey<R> key, R value, Function<R, ?> view) {
        return switch (propose(key, 0, value)) {
            case Applied(long version) ->
                answer(
                        ResponseEntity.created(URI.create("/api/v1/" + key.path())),
                        new Versioned<>(value, version),
                        view);
            case Refused refused
            when refused.reason() == Outcome.Reason.STALE -> Problems.answer(ErrorCode.CONFLICT, "It exists already.");
            case Refused refused -> answer(refused);
        };
    }

    /**
     * What a change is based on: what stands at {@code key}, if that is what {@code ifMatch} names.
     *
     * @param untouched what an existing thing looks like that nobody has set yet, at version 0; null: there is none
     * @throws ProblemException if {@code ifMatch} is missing, or names another version
     */
    <R extends Resource> Versioned<R> base(ResourceKey<R> key, @Nullable String ifMatch, @Nullable R untouched) {
        if (ifMatch == null) {
            throw new ProblemException(ErrorCode.VERSION_REQUIRED, "Send If-Match with the ETag that you read.");
        }
        var named = version(ifMatch.strip());
        var base = settingsAfter(named)
                .find(key)
                .or(() -> Optional.ofNullable(untouched).map(value -> new Versioned<>(value, 0)))
                .orElseThrow(SettingsApi::notFound);
        if (named != ANY_VERSION && named != base.version()) {
            throw new ProblemException(ErrorCode.STALE_VERSION, "The resource is at version " + base.version() + ".");
        }
        return base;
    }

    /** Another instance may have given an ETag that this one has yet to read; if it does not come, nobody gave it. */
    private Settings settingsAfter(long named) {
        try {
            return named > latest().version() ? settings.asOf(named, PATIENCE) : latest();
        } catch (UnavailableException e) {
            return latest();
        }
    }

    private static long version(String ifMatch) {
        if (ifMatch.equals("*")) {
            return ANY_VERSION;
        }
        var etag = ETAG.matcher(ifMatch);
        if (!etag.matches()) {
            throw new ProblemException(ErrorCode.STALE_VERSION, "If-Match is no ETag of ours.");
        }
        return Long.parseLong(etag.group(1));
    }

    /** Makes {@code value} stand at {@code key}, if {@code base} still does. */
    <R extends Resource> ResponseEntity<?> replace(
            ResourceKey<R> key, Versioned<R> base, R value, Function<R, ?> view) {
        return switch (propose(key, base.version(), value)) {
            case Applied(long version) -> answer(ResponseEntity.ok(), new Versioned<>(value, version), view);
            case Refused refused -> answer(refused);
        };
    }

    <R extends Resource> ResponseEntity<?> delete(ResourceKey<R> key, @Nullable String ifMatch) {
        var base = base(key, ifMatch, null);
        return switch (propose(key, base.version(), null)) {
            case Applied applied -> ResponseEntity.noContent().build();
            case Refused refused -> answer(refused);
        };
    }

    private static ProblemException notFound() {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no such resource.");
    }

    private Outcome propose(ResourceKey<?> key, long expectedVersion, @Nullable Resource value) {
        var author = SecurityContextHolder.getContext().getAuthentication();
        var json = value == null ? null : Json.MAPPER.<ObjectNode>valueToTree(value);
        return settings.propose(author == null ? "unknown" : author.getName(), key, expectedVersion, json);
    }

    static <R extends Resource> ResponseEntity<?> answer(
            ResponseEntity.BodyBuilder answer, Versioned<R> found, Function<R, ?> view) {
        return answer.header(HttpHeaders.ETAG, "\"" + found.version() + "\"").body(view.apply(found.value()));
    }

    private static ResponseEntity<?> answer(Refused refused) {
        var code = switch (refused.reason()) {
            case STALE -> ErrorCode.STALE_VERSION;
            case CONFLICT -> ErrorCode.CONFLICT;
            case INVALID -> ErrorCode.INVALID_VALUE;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
        };
        return Problems.answer(code, refused.message());
    }
}
