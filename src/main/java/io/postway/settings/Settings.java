package io.postway.settings;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.NetworkToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings as they stood at one version; never changes, costs nothing to hold. */
public final class Settings {

    private final Revisions revisions;
    private final long version;

    Settings(Revisions revisions, long version) {
        this.revisions = revisions;
        this.version = version;
    }

    /** How many changes had been read. */
    public long version() {
        return version;
    }

    /** The version of the last change that held: what has become of all settings is the same since. */
    public long lastChange() {
        return revisions.lastChange(version);
    }

    /** The changes that held, the newest first. */
    public Stream<Revision> history() {
        return revisions.upTo(version);
    }

    /** All that stands, by path, so that what belongs to another comes after it. */
    public Stream<Revision> all() {
        return revisions.all("", version);
    }

    /** How {@code path} stood, and since when; empty: nothing had ever stood there. */
    public Optional<Revision> at(String path) {
        return revisions.at(path, version);
    }

    /** Since which version {@code key} stands as it does; 0: nothing stands there. */
    public long versionOf(ResourceKey<?> key) {
        return find(key).map(Versioned::version).orElse(0L);
    }

    /** How {@code path} stood right before {@code later}. */
    public Optional<Revision> before(String path, long later) {
        return revisions.at(path, later - 1);
    }

    /** What {@code version} made of a resource; empty: it did not touch it, or removed it. */
    public <R extends Resource> Optional<Versioned<R>> revision(ResourceKey<R> key, long version) {
        return revisions.find(key, version).filter(found -> found.version() == version);
    }

    /** What {@code path} became next after {@code earlier}; empty: it is still the same. */
    public Optional<Revision> after(String path, long earlier) {
        return revisions.after(path, earlier).filter(revision -> revision.version() <= version);
    }

    /** The user whose token it is; takes the same time however much of a wrong one is right. */
    public Optional<User> user(String token) {
        return bearer(token, User.class).filter(user -> user.isHashOf(token));
    }

    /** The token of an app's back end that it is. */
    public Optional<S2sToken> s2sToken(String token) {
        return bearer(token, S2sToken.class).filter(known -> known.isHashOf(token));
    }

    private <R extends Resource> Optional<R> bearer(String token, Class<R> type) {
        return revisions
                .bearerOfHash(Bearer.hash(token))
                .flatMap(path -> revisions.at(path, version))
                .flatMap(revision -> revision.as(type))
                .map(Versioned::value);
    }

    public List<User> users() {
        return revisions
                .under("users/", version, User.class)
                .map(Versioned::value)
                .toList();
    }

    public Optional<App> app(AppToken app) {
        return value(ResourceKey.app(app));
    }

    /** The app with this number in Apple's store. */
    public Optional<App> appByIosId(long iosAppId) {
        return revisions.appsWithIosId(iosAppId).stream()
                .flatMap(app -> app(app).stream())
                .filter(app -> app.iosAppId() != null && app.iosAppId() == iosAppId)
                .findFirst();
    }

    /** A link of an app that exists, archived ones included. */
    public Optional<Link> link(LinkToken link) {
        return revisions
                .appOfLink(link)
                .filter(app -> app(app).isPresent())
                .flatMap(app -> value(ResourceKey.link(app, link)));
    }

    /** Whose token it is, or ever was: a printed link must never lead to another app. */
    Optional<AppToken> holder(LinkToken link) {
        return revisions.appOfLink(link);
    }

    /** The network whose token a stranger presents; takes the same time however much of a wrong one is right. */
    public Optional<Network> network(NetworkToken presented) {
        return revisions.networkOfHash(presented.hash()).flatMap(token -> value(ResourceKey.network(token)));
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
        return revisions.under("apps/", version, App.class).toList();
    }

    public List<Versioned<Network>> networks() {
        return revisions.under("networks/", version, Network.class).toList();
    }

    /** Resources of {@code app} in the collection that {@code type} stands in. */
    public <R extends Resource> Stream<Versioned<R>> ofApp(AppToken app, String collection, Class<R> type) {
        return revisions.under("apps/" + app + "/" + collection + "/", version, type);
    }

    public <R extends Resource> Optional<Versioned<R>> find(ResourceKey<R> key) {
        return revisions.find(key, version);
    }

    private <R extends Resource> Optional<R> value(ResourceKey<R> key) {
        return find(key).map(Versioned::value);
    }
}
