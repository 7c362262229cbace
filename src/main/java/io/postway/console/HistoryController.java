package io.postway.console;

import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.Difference;
import io.postway.settings.ResourceKey;
import io.postway.settings.Revision;
import io.postway.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /settings/history}: who changed what and when, and back to how it was. */
@RestController
@RequestMapping("/api/v1/settings/history")
@ConditionalOnRole(Role.CONSOLE)
class HistoryController {

    private static final int MAX_PAGE = 500;

    private final SettingsApi api;

    HistoryController(SettingsApi api) {
        this.api = api;
    }

    /** What a change did to a resource. */
    enum Kind {
        CREATED,
        CHANGED,
        DELETED
    }

    /**
     * One resource's part in a change.
     *
     * @param because what it follows from; null: its author asked for it
     */
    record Entry(
            long version,
            UUID changeId,
            String author,
            Instant at,
            String resource,
            Kind change,
            @Nullable String because,
            List<Difference> diff) {

        static Entry of(Revision revision, Settings settings) {
            var before = settings.before(revision.path(), revision.version()).flatMap(Revision::value);
            var after = revision.value();
            return new Entry(
                    revision.version(),
                    revision.changeId(),
                    revision.author(),
                    revision.at(),
                    revision.path(),
                    before.isEmpty() ? Kind.CREATED : after.isEmpty() ? Kind.DELETED : Kind.CHANGED,
                    revision.because(),
                    Difference.between(before, after));
        }
    }

    /**
     * The newest changes first.
     *
     * @param next what {@code before} must be for the page after this one; null: there is none
     */
    record Page(List<Entry> items, @Nullable Long next) {}

    /**
     * @param resource only what stands at or below this path; null: everything
     * @param author only whose changes; null: everybody's
     * @param before only changes before this version; null: from the latest on
     */
    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, "limit must be 1 to " + MAX_PAGE);
        }
        var settings = api.latest();
        var found = settings.history()
                .filter(revision -> before == null || revision.version() < before)
                .filter(revision -> resource == null || isAtOrBelow(revision.path(), resource))
                .filter(revision -> author == null || revision.author().equals(author))
                .limit(limit + 1L)
                .toList();
        var page = wholeChanges(found, limit);
        return new Page(
                page.stream().map(revision -> Entry.of(revision, settings)).toList(),
                page.size() < found.size() ? page.getLast().version() : null);
    }

    private static boolean isAtOrBelow(String path, String resource) {
        return path.equals(resource) || path.startsWith(resource + "/");
    }

    /** A page ends between changes, unless a single one is longer than a page. */
    private static List<Revision> wholeChanges(List<Revision> found, int limit) {
        if (found.size() <= limit) {
            return found;
        }
        var cut = found.getLast().version();
        var whole = found.stream().filter(revision -> revision.version() != cut).toList();
        return whole.isEmpty() ? found.subList(0, limit) : whole;
    }

    /**
     * Which state to go back to.
     *
     * @param resource its path
     * @param version as it stood then; where nothing stood, nothing shall stand again
     */
    record Restoration(@Nullable String resource, @Nullable Long version) {}

    /** @param ifMatch the version that stands there now; not needed where nothing does */
    @PostMapping("/restore")
    ResponseEntity<?> restore(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode body) {
        var wanted = ResourceBody.parse(body, Restoration.class);
        if (wanted.resource() == null || wanted.version() == null) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, "resource and version are required");
        }
        var settings = api.latest();
        if (wanted.version() < 0 || wanted.version() > settings.version()) {
            throw new ProblemException(
                    ErrorCode.INVALID_VALUE, "version must be 0 to " + settings.version() + ", the latest one");
        }
        return api.restore(key(wanted.resource()), wanted.version(), ifMatch);
    }

    private static ResourceKey<?> key(String path) {
        try {
            return ResourceKey.parse(path);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, "resource: " + e.getMessage());
        }
    }
}
