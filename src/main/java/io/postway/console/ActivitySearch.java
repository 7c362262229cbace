package io.postway.console;

import io.postway.event.Activity;
import io.postway.event.AppToken;
import io.postway.event.Attempt;
import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.Rejected;
import io.postway.event.Topics;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Activities by id. Nothing is stored for it: an id tells when its record was written, so it is looked up where it
 * stands in the topics.
 */
final class ActivitySearch {

    private final Topics topics;
    private final TopicReaders readers;

    ActivitySearch(Topics topics, TopicReaders readers) {
        this.topics = topics;
        this.readers = readers;
    }

    /**
     * One activity, from what was reported to what the partner answered.
     *
     * @param activity null: it is older than what the topics keep, or was never accepted
     * @param decisions what it counts as; a refused credit has one of its own, before it
     * @param rejected why it does not count
     * @param attempts as far as they could be found in the time for it
     * @param complete whether all was looked through that could hold something of it
     */
    record History(
            UUID id,
            @Nullable Activity activity,
            List<Attributed> decisions,
            List<Rejected> rejected,
            List<Callback> callbacks,
            List<Attempt> attempts,
            boolean complete) {}

    /** What an activity was decided to be; empty: nothing, or longer ago than the topics keep. */
    List<Attributed> decisions(AppToken app, UUID id) {
        if (!TopicSearch.canFind(id)) {
            return List.of();
        }
        try (var search = new TopicSearch(readers, id)) {
            return search.of(topics.attributed(), app.value());
        }
    }

    /** All that is still known of an activity; empty: nothing. */
    Optional<History> history(AppToken token, UUID id) {
        if (!TopicSearch.canFind(id)) {
            return Optional.empty();
        }
        try (var search = new TopicSearch(readers, id)) {
            var activities = search.of(topics.activities(), token.value());
            var decisions = search.of(topics.attributed(), token.value());
            var rejected = search.everywhere(topics.rejected()).stream()
                    .filter(one -> token.equals(one.appToken()))
                    .toList();
            var callbacks = search.everywhere(topics.callbacks()).stream()
                    .filter(one -> one.appToken().equals(token))
                    .toList();
            var attempts = callbacks.isEmpty() ? List.<Attempt>of() : search.toTheEnd(topics.attempts());
            if (activities.isEmpty() && decisions.isEmpty() && rejected.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new History(
                    search.id(),
                    activities.stream().findFirst().orElse(null),
                    decisions,
                    rejected,
                    callbacks,
                    attempts,
                    search.isComplete()));
        }
    }
}
