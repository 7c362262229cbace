package io.postway.event;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an app's back end reports of a device. */
public sealed interface DeviceReport extends Activity permits Session, Event {

    Environment environment();

    /** When the device says it happened, never after {@code receivedAt}. */
    Instant createdAt();

    Place place();

    /** The sender's own id for it ({@code event_id}, or the header {@code Idempotency-Key}); null: none. */
    @Nullable
    String eventId();

    /** What the device's user lets partners hear of it from now on; null: the report says nothing of that. */
    @Nullable
    Sharing sharing();

    /** As {@link #eventId}: of the reports that share it one counts. */
    default Optional<String> repeatableBy() {
        return Optional.ofNullable(eventId());
    }
}
