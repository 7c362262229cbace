package io.postway.collect;

import io.postway.collect.Door.Accepted;
import io.postway.event.Rejected;
import io.postway.event.Stamped;
import io.postway.event.Topics;
import io.postway.http.ErrorCode;
import io.postway.http.Problems;
import io.postway.runtime.Stamps;
import io.postway.runtime.TopicWriter;
import io.postway.runtime.UnavailableException;
import io.postway.settings.SettingsLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/**
 * The one way in. A request ends in exactly one of three: its record is durable and the sender is told so; its refusal
 * is durable and the sender is told why; or neither is, and the sender is told to come again.
 */
public final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final String STAGE = "collect";

    private final RequestReader reader;
    private final SettingsLog settings;
    private final TopicWriter writer;
    private final Topics topics;
    private final CollectMetrics metrics;

    Intake(Stamps stamps, SettingsLog settings, TopicWriter writer, Topics topics, CollectMetrics metrics) {
        this.reader = new RequestReader(stamps);
        this.settings = settings;
        this.writer = writer;
        this.topics = topics;
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
            return Problems.answer(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.title());
        } catch (IOException | RuntimeException e) {
            metrics.failed(door.name());
            throw e;
        }
    }

    private ResponseEntity<?> take(Received request, Door door) {
        if (!settings.isCaughtUp()) {
            throw new UnavailableException("the settings have not been read yet");
        }
        try {
            requireSize(request, door);
            return publish(door, door.judge(request));
        } catch (RefusedException e) {
            return refuse(request, door, e.refusal());
        }
    }

    private static void requireSize(Received request, Door door) {
        if (request.rawBody().length() > door.maxBodyBytes()) {
            throw new RefusedException(Refusal.of(
                    ErrorCode.BODY_TOO_LARGE, "The body must not be larger than " + door.maxBodyBytes() + " bytes."));
        }
    }

    private <V extends Stamped> ResponseEntity<?> publish(Door door, Accepted<V> accepted) {
        writer.writeNow(accepted.topic(), accepted.key(), accepted.value());
        metrics.published(door.name());
        return accepted.answer();
    }

    private ResponseEntity<?> refuse(Received request, Door door, Refusal refusal) {
        var stamp = request.stamp();
        var rejected = new Rejected(
                stamp.id(),
                stamp.receivedAt(),
                stamp.settingsVersion(),
                STAGE,
                refusal.reason(),
                refusal.message(),
                refusal.app(),
                request.line(),
                request.safeHeaders(),
                request.rawBody());
        writer.writeNow(topics.rejected(), null, rejected);
        metrics.rejected(door.name(), refusal.reason());
        return door.answer(refusal, stamp.id());
    }
}
