package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.Platform;
import io.postway.settings.Outcome.Reason;
import io.postway.settings.Outcome.Refused;
import java.util.Optional;

/** The rules between resources. What a resource must satisfy by itself stands in its own constructor. */
final class Consistency {

    private Consistency() {}

    /** What speaks against {@code value} at {@code key}, given what holds so far. */
    static Optional<Refused> objection(Settings settings, ResourceKey<?> key, Resource value) {
        return switch (value) {
            case App app -> toApp(settings, key, app);
            case ConversionSchemas schemas -> toSchemas(settings, appIn(key), schemas);
            case Link link -> toLink(settings, key, link);
            case Network network -> refuseUnless(key.equals(ResourceKey.network(network.token())), differs("token"));
            case Panel panel -> toPanel(settings, appIn(key), panel);
            case User user -> refuseUnless(key.equals(ResourceKey.user(user.name())), differs("name"));
            case S2sToken token ->
                inExistingApp(settings, appIn(key))
                        .or(() ->
                                refuseUnless(key.equals(ResourceKey.s2sToken(appIn(key), token.id())), differs("id")));
        };
    }

    private static Optional<Refused> toApp(Settings settings, ResourceKey<?> key, App app) {
        if (!key.equals(ResourceKey.app(app.token()))) {
            return Optional.of(differs("token"));
        }
        var holder = Optional.ofNullable(app.iosAppId()).flatMap(settings::appByIosId);
        return refuseUnless(
                        holder.map(App::token).orElse(app.token()).equals(app.token()),
                        new Refused(Reason.CONFLICT, "ios_app_id belongs to another app"))
                .or(() -> settings.conversionSchemas(app.token())
                        .events()
                        .filter(event -> app.event(event).isEmpty())
                        .findFirst()
                        .map(event -> new Refused(
                                Reason.CONFLICT, "events must keep " + event + ": conversion_schemas name it")));
    }

    private static Optional<Refused> toLink(Settings settings, ResourceKey<?> key, Link link) {
        if (!key.equals(ResourceKey.link(link.app(), link.token()))) {
            return Optional.of(differs("token or app"));
        }
        var holder = settings.holder(link.token());
        return inExistingApp(settings, link.app())
                .or(() -> refuseUnless(
                        holder.orElse(link.app()).equals(link.app()),
                        new Refused(Reason.CONFLICT, "the link token is taken")));
    }

    private static Optional<Refused> toSchemas(Settings settings, AppToken token, ConversionSchemas schemas) {
        return inExistingApp(settings, token)
                .or(() -> schemas.events()
                        .filter(event ->
                                settings.app(token).orElseThrow().event(event).isEmpty())
                        .findFirst()
                        .map(event -> new Refused(Reason.INVALID, "schemas name an unknown event: " + event)));
    }

    /** Revenue can only be forwarded with an event that brings some: the panel's own words say which one is missing. */
    private static Optional<Refused> toPanel(Settings settings, AppToken token, Panel panel) {
        return settings.app(token).map(app -> toPanel(app, panel)).orElseGet(() -> Optional.of(noSuchApp(token)));
    }

    private static Optional<Refused> toPanel(App app, Panel panel) {
        for (Platform platform : Platform.values()) {
            var effective = panel.on(platform);
            for (var event : effective.links().keySet()) {
                if (app.event(event).isEmpty()) {
                    return Optional.of(new Refused(Reason.INVALID, "event_links names an unknown event: " + event));
                }
            }
            if (effective.forwardsRevenue() && !RevenueSwitch.linksRevenue(app, effective)) {
                return Optional.of(new Refused(
                        Reason.INVALID, "revenue_forwarding needs at least one revenue event in event_links"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refused> inExistingApp(Settings settings, AppToken app) {
        return refuseUnless(settings.app(app).isPresent(), noSuchApp(app));
    }

    private static Refused noSuchApp(AppToken app) {
        return new Refused(Reason.NOT_FOUND, "there is no app " + app);
    }

    private static Refused differs(String field) {
        return new Refused(Reason.INVALID, field + " differs from the resource's path");
    }

    private static Optional<Refused> refuseUnless(boolean holds, Refused refused) {
        return holds ? Optional.empty() : Optional.of(refused);
    }

    static AppToken appIn(ResourceKey<?> key) {
        return new AppToken(key.path().split("/", -1)[1]);
    }
}
