package io.postway.console;

import io.postway.event.Activity;
import io.postway.event.AppToken;
import io.postway.event.Attempt;
import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.Rejected;
import io.postway.event.Topics;
import io.postway.http.ErrorCode;
import io.postway.http.ProblemException;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.settings.ResourceKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /apps/{app}/activities/{id}}: one activity, from what was reported to what the partner answered. Nothing is
 * stored for it: an id tells when its record was written, so it is looked up where it stands in the topics.
 */
@RestController
@ConditionalOnRole(Role.CONSOLE)
class ActivityController {

    private final SettingsApi api;
    private final Topics topics;
    private final ConsumerFactory<String, byte[]> consumers;

    ActivityController(SettingsApi api, Topics topics, ConsumerFactory<String, byte[]> consumers) {
        this.api = api;
        this.topics = topics;
        this.consumers = consumers;
    }

    /**
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

    @GetMapping("/api/v1/apps/{app}/activities/{id}")
    History read(@PathVariable String app, @PathVariable String id) {
        var token = PathVariables.parse(app, AppToken::new);
        api.require(ResourceKey.app(token));
        try (var search = new TopicSearch(consumers, PathVariables.parse(id, TopicSearch::parseId))) {
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
                throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such activity, or it is too old.");
            }
            return new History(
                    search.id(),
                    activities.stream().findFirst().orElse(null),
                    decisions,
                    rejected,
                    callbacks,
                    attempts,
                    search.isComplete());
        }
    }
}
