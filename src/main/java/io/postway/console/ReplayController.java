package io.postway.console;

import io.postway.event.DeadCallback;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import io.postway.runtime.TopicWriter;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /dead-letters/replay}: a person says so, and what had been given up is tried again. */
@RestController
@ConditionalOnRole(Role.CONSOLE)
class ReplayController {

    private static final Logger log = LoggerFactory.getLogger(ReplayController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SettingsApi api;
    private final TopicReaders readers;
    private final Topics topics;
    private final TopicWriter writer;
    private final ForgottenDevices forgotten;
    private final InstantSource clock;

    ReplayController(
            SettingsApi api,
            TopicReaders readers,
            Topics topics,
            TopicWriter writer,
            ForgottenDevices forgotten,
            InstantSource clock) {
        this.api = api;
        this.readers = readers;
        this.topics = topics;
        this.writer = writer;
        this.forgotten = forgotten;
        this.clock = clock;
    }

    @PostMapping("/api/v1/dead-letters/replay")
    Replayed replay(@RequestBody ObjectNode body, Principal author) {
        var wish = ResourceBody.parse(body, ReplayWish.class);
        var dead = new Listing<DeadCallback>(topics.callbacksDead(), RecordFacts::of, UnaryOperator.identity());
        var replay = new DeadLetterReplay(wish, topics, writer, forgotten, api.latest(), clock.instant());
        try (var ranges = readers.open(PATIENCE)) {
            var pages = ResourceBody.valid(
                    () -> new TopicPages<>(ranges, dead, DeadLetterReplay.filter(wish), Order.NEWEST, wish.start()));
            var replayed = replay.run(pages);
            log.info(
                    "deadletters.replayed author={} app={} code={} from={} to={} dry_run={} matched={} replayed={}"
                            + " complete={}",
                    author.getName(),
                    wish.app(),
                    wish.code(),
                    wish.from(),
                    wish.to(),
                    replayed.dryRun(),
                    replayed.matched(),
                    replayed.replayed(),
                    replayed.complete());
            return replayed;
        }
    }
}
