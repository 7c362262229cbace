package io.postway.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A proposal to change one resource. It is only that: whether it holds is decided by every reader of the log, by the
 * same rules in the same order, so that all agree without asking each other.
 *
 * @param settingsVersion what the author's instance had read when it proposed
 * @param changeId the proposal's own id; the same proposal appended twice counts once
 * @param author who proposes, such as the name of an admin token
 * @param resource the resource's path below {@code /api/v1}, such as {@code apps/demoshop0001/links/abc123}
 * @param expectedVersion the version of the resource that the author saw; 0: it must not exist
 * @param value what it shall be; null: it shall be gone
 */
public record SettingsChange(
        UUID id,
        Instant receivedAt,
        long settingsVersion,
        UUID changeId,
        String author,
        String resource,
        long expectedVersion,
        @Nullable JsonNode value)
        implements Stamped {

    @Override
    public String toString() {
        return "SettingsChange[" + changeId + ", " + resource + "]";
    }
}
