package io.postway.event;

import java.time.Instant;
import java.util.UUID;

/** What every record on every topic carries. */
public interface Stamped {

    /** The UUIDv7 that the door gave to the request; equal for everything that the request led to. */
    UUID id();

    /** When the door received the request, in milliseconds; it is the Kafka record's timestamp, too. */
    Instant receivedAt();

    /** How far the door had read the settings log: a position, comparable across instances. */
    long settingsVersion();
}
