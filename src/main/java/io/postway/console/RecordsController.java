package io.postway.console;

import io.postway.event.AppToken;
import io.postway.event.Attempt;
import io.postway.event.DeadCallback;
import io.postway.event.Rejected;
import io.postway.event.Stamped;
import io.postway.event.Topics;
import io.postway.runtime.ConditionalOnRole;
import io.postway.runtime.Role;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /deliveries}, {@code /dead-letters} and {@code /rejected}: what stands on those topics, page by page. */
@RestController
@ConditionalOnRole(Role.CONSOLE)
class RecordsController {

    private static final int MAX_PAGE = 500;
    private static final int PAGE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What a refused body is about can be seen from its beginning; all of 500 could be 40 MB. */
    private static final int SHOWN_BODY_BYTES = 2_048;

    private static final String CALLBACK_ID = "callback_id";
    private static final Set<String> PARAMETERS = Set.of("app", "code", "from", "to", "order", "limit", "cursor");

    private final TopicReaders readers;
    private final Listing<Attempt> attempts;
    private final Listing<DeadCallback> dead;
    private final Listing<Rejected> rejected;

    RecordsController(TopicReaders readers, Topics topics) {
        this.readers = readers;
        this.attempts = new Listing<>(topics.attempts(), RecordFacts::of, UnaryOperator.identity());
        this.dead = new Listing<>(topics.callbacksDead(), RecordFacts::of, UnaryOperator.identity());
        this.rejected = new Listing<>(
                topics.rejected(),
                RecordFacts::of,
                record -> record.with(record.body().upTo(SHOWN_BODY_BYTES)));
    }

    @GetMapping("/api/v1/deliveries")
    RecordPage<Attempt> deliveries(@RequestParam MultiValueMap<String, String> query) {
        return page(attempts, ofCallbacks(query));
    }

    @GetMapping("/api/v1/dead-letters")
    RecordPage<DeadCallback> deadLetters(@RequestParam MultiValueMap<String, String> query) {
        return page(dead, ofCallbacks(query));
    }

    @GetMapping("/api/v1/rejected")
    RecordPage<Rejected> rejected(@RequestParam MultiValueMap<String, String> query) {
        return page(rejected, new QueryParameters(query, PARAMETERS));
    }

    private static QueryParameters ofCallbacks(MultiValueMap<String, String> query) {
        var known = new HashSet<>(PARAMETERS);
        known.add(CALLBACK_ID);
        return new QueryParameters(query, known);
    }

    private <V extends Stamped> RecordPage<V> page(Listing<V> listing, QueryParameters query) {
        var filter = filter(query);
        var limit = query.number("limit", 1, MAX_PAGE, PAGE);
        var cursor = query.value("cursor", Cursor::parse);
        var order = Objects.requireNonNullElse(
                query.oneOf("order", Order.class), cursor == null ? Order.NEWEST : cursor.order());
        try (var ranges = readers.open(PATIENCE)) {
            var pages = ResourceBody.valid(() -> new TopicPages<>(ranges, listing, filter, order, cursor));
            var items = pages.next(limit);
            return new RecordPage<>(items, pages.next());
        }
    }

    private static RecordFilter filter(QueryParameters query) {
        var app = query.value("app", AppToken::new);
        var callbackIds = Stream.ofNullable(query.text(CALLBACK_ID)).collect(Collectors.toSet());
        var from = query.time("from");
        var to = query.time("to");
        return ResourceBody.valid(() -> {
            callbackIds.forEach(id -> RecordFilter.requireCallbackId(CALLBACK_ID, id));
            return new RecordFilter(app, query.text("code"), from, to, callbackIds);
        });
    }
}
