package io.postway.collect.spool;

import java.time.Duration;
import java.time.Instant;

/**
 * When a write that nobody acknowledged has either arrived or never will. A producer gives up within seconds, but what
 * it had handed to the network may lie before a broker that stood still, or be sent again by TCP, which doubles its
 * pauses and gives up on a closed connection after less than two minutes.
 */
final class Settling {

    /** For what lies before a broker that answers again. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    /** After that the network has forgotten it. */
    private static final Duration MOST = Duration.ofMinutes(2);

    private Settling() {}

    /**
     * @param lastSent when something was given to Kafka without an acknowledgement
     * @param answeringSince since when Kafka has answered without a pause
     */
    static Instant settledAt(Instant lastSent, Instant answeringSince) {
        var healed = answeringSince.isAfter(lastSent) ? answeringSince : lastSent;
        var silent = Duration.between(lastSent, healed);
        var forgotten = lastSent.plus(MOST);
        var sentAgain = healed.plus(silent);
        var arrived = sentAgain.isBefore(forgotten) ? sentAgain : forgotten;
        var handled = healed.plus(LEAST);
        return arrived.isAfter(handled) ? arrived : handled;
    }
}
