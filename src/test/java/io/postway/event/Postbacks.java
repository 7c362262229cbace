package io.postway.event;

import io.postway.event.Postback.Campaign;
import io.postway.event.Postback.Route;
import io.postway.event.Postback.Signature;
import io.postway.event.Postback.Signature.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Postbacks as the doors make them, for tests; what a test does not name is as plain as can be. */
public final class Postbacks {

    public static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");

    private final long settingsVersion;
    private int seconds;

    /** @param settingsVersion what the doors had read */
    public Postbacks(long settingsVersion) {
        this.settingsVersion = settingsVersion;
    }

    public static Skan.V40 winner() {
        return winner(0, null, null);
    }

    /** Of index 0, 1 or 2, with a value of either kind or none. */
    public static Skan.V40 winner(int index, @Nullable Integer fine, @Nullable CoarseValue coarse) {
        return new Skan.V40(
                "com.example", "5239", 525463029, "t-1", false, null, null, 1, true, index, fine, coarse, null, "MEUC");
    }

    public static Skan.V30 of30(boolean redownload, boolean didWin) {
        return new Skan.V30("com.example", 42, 525463029, "t-1", redownload, null, 1, didWin, null, "MEUC");
    }

    public static AdAttributionKit adAttributionKit(String conversionType) {
        return new AdAttributionKit(
                "t-1",
                "com.example",
                525463029,
                "app-impression",
                conversionType,
                true,
                0,
                "5239",
                null,
                null,
                null,
                null,
                "click",
                null,
                "e30.e30.e30");
    }

    public Postback forwarded(Claims claims) {
        return postback(Route.FORWARDED, claims, State.VALID, "Demo Network::spring", AT);
    }

    public Postback direct(Claims claims) {
        return postback(Route.DIRECT, claims, State.VALID, "Demo Network", AT);
    }

    public Postback forwarded(Claims claims, State state) {
        return postback(Route.FORWARDED, claims, state, "Demo Network::spring", AT);
    }

    /** @param networkGotIt the timestamp that the network appended */
    public Postback forwarded(Claims claims, Instant networkGotIt) {
        return postback(Route.FORWARDED, claims, State.VALID, "Demo Network::spring", networkGotIt);
    }

    public Postback forwarded(Claims claims, String trackerName) {
        return postback(Route.FORWARDED, claims, State.VALID, trackerName, AT);
    }

    private Postback forwarded(Claims claims, Campaign campaign) {
        return postback(Route.FORWARDED, claims, State.VALID, campaign);
    }

    private Postback postback(Route route, Claims claims, State state, String trackerName, Instant networkGotIt) {
        return postback(route, claims, state, campaign(trackerName, networkGotIt));
    }

    private Postback postback(Route route, Claims claims, State state, Campaign campaign) {
        var at = AT.plus(Duration.ofSeconds(++seconds));
        return new Postback(
                UUID.nameUUIDFromBytes(new byte[] {(byte) seconds}),
                at,
                settingsVersion,
                route,
                route == Route.FORWARDED ? new NetworkToken("demonetwork").fingerprint() : null,
                "Demo Network",
                claims.appId() == 525463029 ? new AppToken("demoshop0001") : null,
                claims,
                campaign,
                new Signature(state, state == State.VALID ? null : "because", false),
                Set.of(),
                List.of(),
                null,
                RawBytes.of(new byte[0]));
    }

    private static Campaign campaign(String trackerName, Instant networkGotIt) {
        var campaign = trackerName.substring(trackerName.indexOf("::") + 1);
        return new Campaign(
                null, null, trackerName, campaign, null, null, null, null, null, networkGotIt, "ZZ", null, null);
    }

    /** The same after an operator has renamed the network. */
    public Postback renamed(Postback postback) {
        var campaign = postback.campaign();
        return forwarded(
                postback.claims(),
                new Campaign(
                        campaign.tracker(),
                        new LinkToken("abc123"),
                        "New Name::spring",
                        campaign.campaign(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        campaign.timestamp(),
                        "ZZ",
                        null,
                        null));
    }

    /** The same a while later, as another request. */
    public Postback later(Postback postback, Duration after) {
        return new Postback(
                UUID.nameUUIDFromBytes(new byte[] {(byte) ++seconds}),
                postback.receivedAt().plus(after),
                postback.settingsVersion(),
                postback.route(),
                postback.network(),
                postback.networkName(),
                postback.appToken(),
                postback.claims(),
                postback.campaign(),
                postback.signature(),
                postback.flags(),
                postback.warnings(),
                postback.query(),
                postback.body());
    }
}
