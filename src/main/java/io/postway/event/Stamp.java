package io.postway.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The three values that the door gives to a request; see {@link Stamped}. */
public record Stamp(UUID id, Instant receivedAt, long settingsVersion) implements Stamped {

    public Stamp {
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same three values, taken from a record that already carries them. */
    public static Stamp of(Stamped record) {
        return new Stamp(record.id(), record.receivedAt(), record.settingsVersion());
    }
}
