package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.NetworkToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings as they stood at one version; never changes, costs nothing to hold. */
public final class Settings {

    private final SettingsLedger ledger;
    private final long version;

    Settings(SettingsLedger ledger, long version) {
        this.ledger = ledger;
        this.version = version;
    }

    /** How many changes had been read. */
    public long version() {
        return version;
    }

    public Optional<App> app(AppToken app) {
        return value(ResourceKey.app(app));
    }

    /** The app with this number in Apple's store. */
    public Optional<App> appByIosId(long iosAppId) {
        return ledger.appsWithIosId(iosAppId).stream()
                .flatMap(app -> app(app).stream())
                .filter(app -> app.iosAppId() != null && app.iosAppId() == iosAppId)
                .findFirst();
    }

    /** A link of an app that exists, archived ones included. */
    public Optional<Link> link(LinkToken link) {
        return ledger.appOfLink(link)
                .filter(app -> app(app).isPresent())
                .flatMap(app -> value(ResourceKey.link(app, link)));
    }

    /** Whose token it is, or ever was: a printed link must never lead to another app. */
    Optional<AppToken> holder(LinkToken link) {
        return ledger.appOfLink(link);
    }

    /** The network whose token a stranger presents; takes the same time however much of a wrong one is right. */
    public Optional<Network> network(NetworkToken presented) {
        return ledger.networkOfHash(presented.hash()).flatMap(token -> value(ResourceKey.network(token)));
    }

    /** The network that postbacks with this id come from; of several, the first by token. */
    public Optional<Network> networkOwning(String adNetworkId) {
        return networks().stream()
                .map(Versioned::value)
                .filter(network -> network.owns(adNetworkId))
                .findFirst();
    }

    /** BackInApp's panel; an app whose panel nobody has touched has an inactive one. */
    public Panel backinapp(AppToken app) {
        return value(ResourceKey.backinapp(app)).orElseGet(Panel::untouched);
    }

    /** How old engagements by {@code link} may be, and who counts as away: by link, then partner, then app. */
    public AttributionWindows windows(LinkToken token, App app) {
        var link = link(token);
        var partners = link.map(Link::partner)
                .map(partner -> switch (partner) {
                    case BACKINAPP -> backinapp(app.token()).windows();
                })
                .orElseGet(AttributionWindows::none);
        return link.map(Link::windows)
                .orElseGet(AttributionWindows::none)
                .orElse(partners)
                .orElse(app.windows());
    }

    public ConversionSchemas conversionSchemas(AppToken app) {
        return value(ResourceKey.conversionSchemas(app)).orElseGet(ConversionSchemas::none);
    }

    public List<S2sToken> s2sTokens(AppToken app) {
        return ofApp(app, "s2s_tokens", S2sToken.class).map(Versioned::value).toList();
    }

    public List<Versioned<App>> apps() {
        return ledger.under("apps/", version, App.class).toList();
    }

    public List<Versioned<Network>> networks() {
        return ledger.under("networks/", version, Network.class).toList();
    }

    /** Resources of {@code app} in the collection that {@code type} stands in. */
    public <R extends Resource> Stream<Versioned<R>> ofApp(AppToken app, String collection, Class<R> type) {
        return ledger.under("apps/" + app + "/" + collection + "/", version, type);
    }

    public <R extends Resource> Optional<Versioned<R>> find(ResourceKey<R> key) {
        return ledger.find(key, version);
    }

    private <R extends Resource> Optional<R> value(ResourceKey<R> key) {
        return find(key).map(Versioned::value);
    }
}
