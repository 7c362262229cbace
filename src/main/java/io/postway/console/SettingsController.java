package io.postway.console;

import io.postway.event.Topic;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.Outcome;
import io.postway.settings.Outcome.Applied;
import io.postway.settings.Outcome.Refused;
import io.postway.settings.Settings;
import io.postway.settings.SettingsDocument;
import io.postway.settings.SettingsTrial;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

/** {@code /settings}: all of them in one YAML file, out and in. What comes in holds as a whole, or not at all. */
@RestController
@RequestMapping("/api/v1/settings")
@ConditionalOnRole(Role.CONSOLE)
class SettingsController {

    private static final String YAML = "application/yaml;charset=UTF-8";

    /** Half of what a record may hold: in JSON a file can take more room than in YAML. */
    private static final int MAX_BYTES = Topic.MAX_RECORD_BYTES / 2;

    private final SettingsApi api;

    SettingsController(SettingsApi api) {
        this.api = api;
    }

    /** @param secrets whether to write out what callbacks are signed with */
    @GetMapping
    ResponseEntity<String> export(@RequestParam(defaultValue = "false") boolean secrets) {
        var settings = api.latest();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, YAML)
                .header(HttpHeaders.ETAG, Precondition.etag(settings.lastChange()))
                .body(SettingsDocument.of(settings, secrets).yaml());
    }

    /**
     * What a file changes.
     *
     * @param version of all settings: the {@code ETag} that a change must name
     * @param changes by resource; empty: all is as the file has it
     */
    record Imported(boolean dryRun, long version, List<HistoryController.Entry> changes) {}

    /**
     * Makes the settings what the file says.
     *
     * @param dryRun whether to only tell what would change
     * @param whole whether what the file does not name shall be gone
     */
    @PutMapping
    ResponseEntity<?> replace(
            HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean whole)
            throws IOException {
        var settings = api.latest();
        var document = read(request);
        var changes = ResourceBody.valid(() -> document.changes(settings, whole));
        if (dryRun) {
            return dryRun(settings, changes);
        }
        var wanted = Precondition.parse(ifMatch);
        if (changes.isEmpty()) {
            return answer(false, settings, List.of());
        }
        return made(api.proposeAll(wanted.isAny() ? settings.lastChange() : wanted.version(), changes));
    }

    private static ResponseEntity<?> dryRun(Settings settings, ObjectNode changes) {
        var trial = new SettingsTrial(settings);
        return switch (trial.propose(changes)) {
            case Applied applied -> answer(true, settings, entries(trial.latest(), applied.version()));
            case Refused refused -> SettingsApi.answer(refused);
        };
    }

    private ResponseEntity<?> made(Outcome outcome) {
        return switch (outcome) {
            case Applied applied -> {
                var settings = api.latest();
                yield answer(false, settings, entries(settings, applied.version()));
            }
            case Refused refused -> SettingsApi.answer(refused);
        };
    }

    private static List<HistoryController.Entry> entries(Settings settings, long version) {
        return settings.history()
                .dropWhile(revision -> revision.version() > version)
                .takeWhile(revision -> revision.version() == version)
                .map(revision -> HistoryController.Entry.of(revision, settings))
                .toList();
    }

    private static ResponseEntity<?> answer(boolean dryRun, Settings settings, List<HistoryController.Entry> changes) {
        var version = settings.lastChange();
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, Precondition.etag(version))
                .body(new Imported(dryRun, version, changes));
    }

    private static SettingsDocument read(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new ProblemException(
                    ErrorCode.BODY_TOO_LARGE, "The file must not be larger than " + MAX_BYTES + " bytes.");
        }
        try {
            return SettingsDocument.read(new ByteArrayInputStream(body));
        } catch (MismatchedInputException e) {
            throw new ProblemException(ErrorCode.INVALID_VALUE, "The file must hold resources by their paths.");
        } catch (JacksonException e) {
            var place =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new ProblemException(
                    ErrorCode.INVALID_VALUE, "The file is not YAML: " + e.getOriginalMessage() + place);
        }
    }
}
