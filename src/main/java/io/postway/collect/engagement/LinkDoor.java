package io.postway.collect.engagement;

import io.postway.collect.Door;
import io.postway.collect.DoorName;
import io.postway.collect.JsonAnswer;
import io.postway.collect.Received;
import io.postway.collect.Refusal;
import io.postway.collect.Refusals;
import io.postway.event.Activity;
import io.postway.event.Engagement;
import io.postway.event.RawBytes;
import io.postway.event.Stamped;
import io.postway.event.Topic;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** The door at one link's path. */
final class LinkDoor<E extends Engagement> implements Door {

    private static final Map<String, String> OK = Map.of("status", "OK");

    private final DoorName name;
    private final Topic<Activity> topic;
    private final EngagementMetrics metrics;
    private final Function<Received, Hit> hits;
    private final Function<Hit, E> engagements;
    private final Answers<E> answers;

    /** What somebody's browser gets. */
    interface Answers<E> {
        ResponseEntity<?> answer(E engagement, Hit hit, Received request);
    }

    LinkDoor(
            DoorName name,
            Topic<Activity> topic,
            EngagementMetrics metrics,
            Function<Received, Hit> hits,
            Function<Hit, E> engagements,
            Answers<E> answers) {
        this.name = name;
        this.topic = topic;
        this.metrics = metrics;
        this.hits = hits;
        this.engagements = engagements;
        this.answers = answers;
    }

    @Override
    public DoorName name() {
        return name;
    }

    @Override
    public int maxBodyBytes() {
        return RawBytes.MAX_BYTES;
    }

    @Override
    public Accepted<Activity> judge(Received request) {
        var hit = hits.apply(request);
        var engagement = engagements.apply(hit);
        var answer = hit.serverToServer() ? JsonAnswer.ok(OK) : answers.answer(engagement, hit, request);
        return new Accepted<>(topic, engagement.appToken().value(), engagement, answer);
    }

    @Override
    public void kept(Stamped value) {
        if (value instanceof Engagement engagement) {
            metrics.kept(name, engagement);
        }
    }

    @Override
    public ResponseEntity<?> answer(Refusal refusal, UUID record) {
        return Refusals.asProblem(refusal, record, HttpMethod.GET, HttpMethod.HEAD);
    }
}
