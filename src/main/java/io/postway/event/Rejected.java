package io.postway.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was refused or could not be processed: kept so that a person can see why, and replay it.
 *
 * @param stage where: {@code collect}, {@code skadnetwork} or {@code attribution}
 * @param reason a stable code, such as {@code unknown_link}
 * @param message the reason in words, with what was wrong
 * @param request method, path and query as they came, but for a secret in the path; null for what was refused after the
 *     door
 * @param headers by lower-case name, without secrets
 * @param body what was refused
 */
public record Rejected(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        String stage,
        String reason,
        String message,
        @Nullable AppToken appToken,
        @Nullable RequestLine request,
        Map<String, String> headers,
        RawBytes body)
        implements Stamped {

    /** A request without its headers and body. */
    public record RequestLine(
            String method, String path, @Nullable String query) {}

    public Rejected {
        headers = Map.copyOf(headers);
    }

    /** What a stage behind the door refuses: the record's own bytes are the body. */
    public static Rejected inStage(
            String stage, Stamp stamp, @Nullable AppToken app, String reason, String message, byte[] record) {
        return new Rejected(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                stage,
                reason,
                message,
                app,
                null,
                Map.of(),
                RawBytes.of(record));
    }

    /** The same with another body. */
    public Rejected with(RawBytes other) {
        return new Rejected(id, receivedAt, settingsVersion, stage, reason, message, appToken, request, headers, other);
    }

    @Override
    public String toString() {
        return "Rejected[" + id + ", " + stage + ", " + reason + "]";
    }
}
