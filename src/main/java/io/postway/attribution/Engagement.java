package io.postway.attribution;

import io.postway.event.Attributed.Attribution;
import io.postway.event.Click;
import io.postway.event.Parameters;
import io.postway.event.Tracker;
import java.time.Instant;
import java.util.UUID;

/** What is remembered of a click until its window has passed. */
record Engagement(UUID clickId, Tracker tracker, Instant at, Parameters parameters) {

    static Engagement of(Click click) {
        return new Engagement(click.id(), click.tracker(), click.receivedAt(), click.parameters());
    }

    Attribution attribution() {
        return new Attribution(clickId, tracker, at, parameters);
    }
}
