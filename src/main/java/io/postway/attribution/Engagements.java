package io.postway.attribution;

import io.postway.event.AppToken;
import io.postway.event.Attributed.Match;
import io.postway.event.Click;
import io.postway.event.DeviceIds;
import io.postway.event.Engagement;
import io.postway.event.EngagementKind;
import io.postway.event.InstallReferrer;
import io.postway.event.Session;
import io.postway.event.Tracker;
import io.postway.settings.App;
import io.postway.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The engagements that may yet win something, and by what they can be found: by each id of their device, by what Play's
 * referrer will say of them, and, where the app wants it, by address and device.
 */
final class Engagements {

    private static final String FORMS = "engagement-forms";

    private static final String REFTAG = "reftag";
    private static final String EXTERNAL_CLICK_ID = "external_click_id";
    private static final String LIKENESS = "likeness";

    private final EngagementStore store;

    /*
     * Most sessions have no engagement at all, but a dozen identifiers by which there could be one. An app's networks use
     * few forms, so we ask only for those that the app has ever seen.
     */
    private final KeyValueStore<String, String> forms;

    private final Map<AppToken, Set<String>> seenForms = new HashMap<>();

    Engagements(ProcessorContext<?, ?> context) {
        this.store = new EngagementStore(context);
        this.forms = context.getStateStore(FORMS);
    }

    static Set<StoreBuilder<?>> stores() {
        var all = new LinkedHashSet<StoreBuilder<?>>(EngagementStore.stores());
        all.add(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(FORMS), Serdes.String(), Serdes.String()));
        return all;
    }

    /**
     * Whether there is anything by which {@code engagement} can be found; then it is remembered.
     *
     * @param tracker that which it counts for
     */
    boolean add(Engagement engagement, Tracker tracker, App app, Settings settings) {
        var identifiers = identifiers(engagement, app, settings);
        var past = PastEngagement.of(engagement, tracker, identifiers);
        identifiers.forEach(identifier -> {
            see(app.token(), identifier);
            store.add(key(app.token(), identifier), past);
        });
        return !identifiers.isEmpty();
    }

    private static List<String> identifiers(Engagement engagement, App app, Settings settings) {
        var kind = EngagementKind.of(engagement);
        var link = engagement.tracker().link();
        var all = new ArrayList<String>();
        if (Windows.matchById(kind, link, app, settings)) {
            engagement.deviceIds().keys().forEach(all::add);
        }
        if (engagement instanceof Click click && !click.visitor().osName().equals("ios")) {
            all.add(identifier(REFTAG, click.id().toString()));
            click.parameters().value(EXTERNAL_CLICK_ID).ifPresent(id -> all.add(identifier(EXTERNAL_CLICK_ID, id)));
        }
        if (Windows.matchProbabilistically(kind, link, app, settings)) {
            Likeness.of(engagement.visitor()).ifPresent(like -> all.add(identifier(LIKENESS, like)));
        }
        return all;
    }

    /**
     * Those that match {@code session}, each by the strongest that it matches by.
     *
     * @param ids the session's, and those of its device
     */
    Collection<Matched> of(Session session, DeviceIds ids, App app) {
        var found = new LinkedHashMap<UUID, Matched>();
        var seen = seen(app.token());
        referrer(session).forEach(id -> find(session, id, Match.REFERRER, seen, found));
        ids.keysInForms(type -> seen.contains(type.parameter()))
                .forEach(id -> find(session, id, Match.DEVICE, seen, found));
        if (app.matchesProbabilistically()) {
            Likeness.of(session)
                    .ifPresent(like -> find(session, identifier(LIKENESS, like), Match.PROBABILISTIC, seen, found));
        }
        return found.values();
    }

    private static Stream<String> referrer(Session session) {
        InstallReferrer referrer = session.referrer();
        return referrer == null
                ? Stream.of()
                : Stream.concat(
                        Stream.ofNullable(referrer.reftag()).map(tag -> identifier(REFTAG, tag.toString())),
                        Stream.ofNullable(referrer.externalClickId()).map(id -> identifier(EXTERNAL_CLICK_ID, id)));
    }

    private void find(Session session, String identifier, Match by, Set<String> seen, Map<UUID, Matched> found) {
        if (seen.contains(form(identifier))) {
            store.of(key(session.appToken(), identifier), session.receivedAt())
                    .forEach(engagement -> found.putIfAbsent(engagement.id(), new Matched(engagement, by)));
        }
    }

    /** What can be found by one of {@code ids} cannot be found any more, by whatever else it could be. */
    void forget(AppToken app, Collection<String> ids, Instant time) {
        ids.stream()
                .flatMap(id -> store.of(key(app, id), time).stream())
                .distinct()
                .forEach(engagement ->
                        engagement.identifiers().forEach(id -> store.remove(key(app, id), engagement, time)));
        ids.forEach(id -> store.forget(key(app, id), time));
    }

    private void see(AppToken app, String identifier) {
        var form = form(identifier);
        var seen = seen(app);
        if (seen.add(form)) {
            forms.put(app.value(), String.join(",", seen));
        }
    }

    private Set<String> seen(AppToken app) {
        return seenForms.computeIfAbsent(app, token -> {
            var known = forms.get(token.value());
            return known == null ? new TreeSet<>() : new TreeSet<>(List.of(known.split(",", -1)));
        });
    }

    private static String identifier(String form, String value) {
        return form + ":" + value;
    }

    private static String form(String identifier) {
        return identifier.substring(0, identifier.indexOf(':'));
    }

    private static String key(AppToken app, String identifier) {
        return app + "|" + identifier;
    }
}
