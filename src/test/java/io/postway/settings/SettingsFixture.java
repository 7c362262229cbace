package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.EventToken;
import io.postway.event.Json;
import io.postway.event.LinkToken;
import io.postway.event.NetworkToken;
import io.postway.event.Partner;
import io.postway.event.SettingsChange;
import io.postway.settings.App.AppEvent;
import io.postway.settings.Outcome.Applied;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A log of settings in memory, with a shop that most tests need. */
public final class SettingsFixture {

    public static final AppToken SHOP = new AppToken("demoshop0001");
    public static final LinkToken BACKINAPP_LINK = new LinkToken("abc123");
    public static final LinkToken OTHER_LINK = new LinkToken("xyz789");
    public static final EventToken PURCHASE = new EventToken("ev0001");
    public static final EventToken REGISTRATION = new EventToken("ev0002");
    public static final NetworkToken NETWORK = new NetworkToken("demonetwork");

    private final SettingsLedger ledger = new SettingsLedger();

    /** The shop with a link of BackInApp's, one of nobody's, and no panel. */
    public static SettingsFixture shop() {
        var settings = new SettingsFixture();
        settings.set(ResourceKey.app(SHOP), app());
        settings.set(
                ResourceKey.link(SHOP, BACKINAPP_LINK), link(BACKINAPP_LINK, "BackInApp", Partner.BACKINAPP, null));
        settings.set(ResourceKey.link(SHOP, OTHER_LINK), link(OTHER_LINK, "Other Network", null, 24));
        settings.set(ResourceKey.network(NETWORK), new Network(NETWORK, "Demo Network", Set.of("com.example")));
        return settings;
    }

    private static Link link(
            LinkToken token, String name, @Nullable Partner partner, @Nullable Integer clickWindowHours) {
        return new Link(token, SHOP, name, partner, clickWindowHours, null, null, null, null, null, null, false);
    }

    public static App app() {
        return app(null);
    }

    /** The same, with impressions that may win for so many hours. */
    public static App appWithImpressions(int hours) {
        return appThatAttributes("{\"impression_window_hours\":" + hours + "}");
    }

    /** The same, with so many sub-levels below a tracker. */
    public static App appWithChildren(int children) {
        return appThatAttributes("{\"children_per_tracker\":" + children + "}");
    }

    /** The same, with these settings in JSON. */
    public static App appThatAttributes(String attribution) {
        return app(Json.MAPPER.readValue(attribution, AttributionSettings.class));
    }

    private static App app(@Nullable AttributionSettings attribution) {
        return new App(
                SHOP,
                "Demo Shop",
                525463029L,
                "com.example.demoshop",
                null,
                Set.of("shop.example.com"),
                Set.of("demoshop"),
                attribution,
                List.of(
                        new AppEvent(PURCHASE, "Purchase", false, true),
                        new AppEvent(REGISTRATION, "Registration", true, false)));
    }

    /** A panel as its author writes it. */
    public static Panel panel(String json) {
        return Json.MAPPER.readValue(json, Panel.class);
    }

    /** One that forwards revenue, with these events and their labels. */
    static Panel panelLinking(Map<EventToken, String> links) {
        return panel("""
            {"partner_ids":["p"],"revenue_forwarding":true,"event_links":%s}
            """.formatted(Json.MAPPER.writeValueAsString(links)));
    }

    /** Everything switched on, the purchase linked. */
    public static Panel fullPanel() {
        return panel("""
            {"enabled":true,"partner_ids":["partner-1"],"session_forwarding":true,"revenue_forwarding":true,
             "partner_parameter_forwarding":true,"data_scope":"all","event_links":{"ev0001":"buy"}}
            """);
    }

    public SettingsFixture with(App app) {
        set(ResourceKey.app(app.token()), app);
        return this;
    }

    public SettingsFixture with(Link link) {
        set(ResourceKey.link(SHOP, link.token()), link);
        return this;
    }

    public SettingsFixture with(Panel panel) {
        set(ResourceKey.backinapp(SHOP), panel);
        return this;
    }

    public SettingsFixture with(ConversionSchemas schemas) {
        set(ResourceKey.conversionSchemas(SHOP), schemas);
        return this;
    }

    public Settings latest() {
        return ledger.latest();
    }

    public Settings asOf(long version) {
        return ledger.asOf(version);
    }

    public <R extends Resource> void set(ResourceKey<R> key, R value) {
        var current = latest().find(key).map(Versioned::version).orElse(0L);
        var outcome = propose(key, current, value);
        if (!(outcome instanceof Applied)) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    Outcome propose(ResourceKey<?> key, long expectedVersion, @Nullable Resource value) {
        return propose(change(key, expectedVersion, value));
    }

    Outcome propose(SettingsChange change) {
        return ledger.fold(latest().version() + 1, change);
    }

    static SettingsChange change(ResourceKey<?> key, long expectedVersion, @Nullable Resource value) {
        return change(key.path(), expectedVersion, value == null ? null : Json.MAPPER.valueToTree(value));
    }

    static SettingsChange changeOfAll(long expectedVersion, ObjectNode resources) {
        return change(SettingsLedger.EVERYTHING, expectedVersion, resources);
    }

    private static SettingsChange change(String path, long expectedVersion, @Nullable JsonNode value) {
        return new SettingsChange(
                UUID.randomUUID(), Instant.EPOCH, 0, UUID.randomUUID(), "test", path, expectedVersion, value);
    }
}
