package io.postway.attribution;

import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.Match;

/** An engagement that was found to belong to a session, and by what. */
record Matched(PastEngagement engagement, Match by) {

    Step step() {
        return Step.of(engagement.kind(), by);
    }

    Attribution attribution() {
        return new Attribution(
                engagement.kind(), by, engagement.id(), engagement.tracker(), engagement.at(), engagement.parameters());
    }
}
