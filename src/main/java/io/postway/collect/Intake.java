package io.postway.collect;

import io.postway.collect.Door.Accepted;
import io.postway.collect.spool.DurableWriter;
import io.postway.event.Rejected;
import io.postway.event.Stamped;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.http.ErrorCode;
import io.postway.http.Problems;
import io.postway.runtime.UnavailableException;
import io.postway.settings.SettingsLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/**
 * The one way in. A request ends in exactly one of three: its record is durable and the sender is told so; its refusal
 * is durable and the sender is told why; or neither is, and the sender is told to come again. Only of an erased device
 * nothing is kept, and the sender is told that.
 */
public final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final String STAGE = "collect";

    private final RequestReader reader;
    private final SettingsLog settings;
    private final DurableWriter writer;
    private final Topics topics;
    private final RefusalBudget refusals;
    private final CollectMetrics metrics;

    Intake(
            RequestReader reader,
            SettingsLog settings,
            DurableWriter writer,
            Topics topics,
            RefusalBudget refusals,
            CollectMetrics metrics) {
        this.reader = reader;
        this.settings = settings;
        this.writer = writer;
        this.topics = topics;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /** @throws IOException if the sender breaks off while we read; nothing was accepted then */
    public ResponseEntity<?> take(HttpServletRequest request, Door door) throws IOException {
        metrics.received(door.name());
        try {
            return take(reader.read(request, door.maxBodyBytes() + 1), door);
        } catch (UnavailableException e) {
            log.debug("Unavailable", e);
            metrics.unavailable(door.name());
            return comeAgain(door);
        } catch (IOException | RuntimeException e) {
            metrics.failed(door.name());
            throw e;
        }
    }

    /**
     * Judges and answers as {@link #take} does, but records and counts nothing.
     *
     * @throws IOException if the sender breaks off while we read
     */
    public ResponseEntity<?> tryOut(HttpServletRequest request, Door door) throws IOException {
        var received = reader.read(request, door.maxBodyBytes() + 1);
        try {
            return judge(received, door).answer();
        } catch (RefusedException e) {
            return door.answer(e.refusal(), received.stamp().id());
        } catch (UnavailableException e) {
            return comeAgain(door);
        }
    }

    private static ResponseEntity<?> comeAgain(Door door) {
        return Problems.answer(door.comeAgain(), door.comeAgain().title());
    }

    private ResponseEntity<?> take(Received request, Door door) {
        try {
            return publish(request, door, judge(request, door));
        } catch (RefusedException e) {
            return refuse(request, door, e.refusal());
        }
    }

    private Accepted<?> judge(Received request, Door door) {
        if (!settings.isCaughtUp()) {
            throw new UnavailableException("the settings have not been read yet");
        }
        requireSize(request, door);
        return door.judge(request);
    }

    private static void requireSize(Received request, Door door) {
        if (request.rawBody().length() > door.maxBodyBytes()) {
            throw new RefusedException(Refusal.of(
                    ErrorCode.BODY_TOO_LARGE, "The body must not be larger than " + door.maxBodyBytes() + " bytes."));
        }
    }

    private <V extends Stamped> ResponseEntity<?> publish(Received request, Door door, Accepted<V> accepted) {
        if (accepted.provesNothing() && !mayKeep(request, door, accepted.topic(), accepted.value())) {
            return limited(door);
        }
        writer.write(accepted.topic(), accepted.key(), accepted.value());
        metrics.published(door.name());
        door.kept(accepted.value());
        return accepted.answer();
    }

    private ResponseEntity<?> refuse(Received request, Door door, Refusal refusal) {
        var stamp = request.stamp();
        if (refusal.leavesNothing()) {
            metrics.dropped(door.name());
            return door.answer(refusal, stamp.id());
        }
        var rejected = new Rejected(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                STAGE,
                refusal.reason(),
                refusal.message(),
                refusal.app(),
                door.safeLine(request),
                request.safeHeaders(),
                request.rawBody());
        if (!mayKeep(request, door, topics.rejected(), rejected)) {
            return limited(door);
        }
        writer.write(topics.rejected(), null, rejected);
        metrics.rejected(door.name(), refusal.reason());
        return door.answer(refusal, stamp.id());
    }

    private <V extends Stamped> boolean mayKeep(Received request, Door door, Topic<V> topic, V value) {
        return refusals.allows(door.source(request), topic.write(value).length);
    }

    private ResponseEntity<?> limited(Door door) {
        metrics.limited(door.name());
        return Problems.comeAgain(ErrorCode.TOO_MANY_REFUSALS, RefusalBudget.PAUSE);
    }
}
