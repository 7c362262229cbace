package io.postway.settings;

import java.util.Map;

/**
 * What a change brings with it. An app's events and BackInApp's panel depend on each other, so a change of one may
 * change the other, at the same version and on every instance alike.
 *
 * @param value what the changed resource itself becomes
 * @param others what else changes, by path
 * @param remarks why, by path, in words for the author
 */
record Consequences(Resource value, Map<String, Resource> others, Map<String, String> remarks) {

    private static final String EVENTS_GONE = "event_links lost the events that are gone";

    /** @param before what holds so far */
    static Consequences of(Settings before, ResourceKey<?> key, Resource value) {
        return switch (value) {
            case App app when before.app(app.token()).isPresent() -> ofApp(before, app);
            case Panel panel -> ofPanel(before, key, panel);
            default -> none(value);
        };
    }

    private static Consequences none(Resource value) {
        return new Consequences(value, Map.of(), Map.of());
    }

    private static Consequences ofPanel(Settings before, ResourceKey<?> key, Panel panel) {
        var token = Consistency.appIn(key);
        var settled = before.app(token)
                .map(app -> RevenueSwitch.settled(app, before.backinapp(token), panel))
                .orElse(panel);
        return settled.equals(panel)
                ? none(panel)
                : new Consequences(settled, Map.of(), Map.of(key.path(), RevenueSwitch.TURNED_OFF));
    }

    private static Consequences ofApp(Settings before, App app) {
        var key = ResourceKey.backinapp(app.token());
        return before.find(key).map(panel -> ofApp(app, key, panel.value())).orElseGet(() -> none(app));
    }

    /** An event that is gone is linked no more. */
    private static Consequences ofApp(App app, ResourceKey<Panel> key, Panel panel) {
        var linked = panel.linkingOnly(event -> app.event(event).isPresent());
        var settled = RevenueSwitch.settled(app, panel, linked);
        if (settled.equals(panel)) {
            return none(app);
        }
        var remark = settled.equals(linked) ? EVENTS_GONE : RevenueSwitch.TURNED_OFF;
        return new Consequences(app, Map.of(key.path(), settled), Map.of(key.path(), remark));
    }
}
