package io.postway.settings;

import io.postway.event.Callback.Method;
import io.postway.event.EventToken;
import io.postway.event.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * BackInApp's panel of one app: what BackInApp gets. Every switch is off until someone turns it on.
 *
 * <p>The record is the panel as it was written, gaps included; {@link #on} resolves it for a platform.
 *
 * @param enabled default true: the partner ids decide
 * @param partnerIds who gets callbacks, one per activity and id; empty: nobody, the panel is inactive
 * @param eventLinks an event's token and the label that BackInApp shall see; what is not linked is not sent
 * @param endpoint where to; null: the place configured for BackInApp
 * @param signingSecrets {@code whsec_} and base64 of 24 to 64 bytes, the first signs first; never shown again
 * @param retryPausesSeconds how long to wait after the first, second, … failed attempt, at most {@value #MAX_RETRIES}
 *     of them, each 1 s to 7 d; empty: one attempt only; null: as configured for this instance
 * @param attribution windows of the partner's links, where a link has none of its own; one for all platforms, since an
 *     engagement is weighed before anybody asks what its device runs
 * @param platforms overrides by platform
 */
public record Panel(
        @Nullable Boolean enabled,
        @Nullable List<String> partnerIds,
        @Nullable Boolean sessionForwarding,
        @Nullable Boolean revenueForwarding,
        @Nullable Boolean partnerParameterForwarding,
        @Nullable DataScope dataScope,
        @Nullable Map<EventToken, String> eventLinks,
        @Nullable URI endpoint,
        @Nullable Method method,
        @Nullable List<String> signingSecrets,
        @Nullable List<Integer> retryPausesSeconds,
        @Nullable AttributionWindows attribution,
        @Nullable Map<Platform, Panel> platforms)
        implements Resource {

    private static final String SECRET_PREFIX = "whsec_";
    private static final int MAX_RETRIES = 20;
    private static final int MAX_PAUSE_SECONDS = (int) Duration.ofDays(7).toSeconds();

    /** Whose activities go out: all of the app's, or only those won by the partner's own links. */
    public enum DataScope {
        ALL,
        ATTRIBUTED
    }

    public Panel {
        partnerIds = partnerIds == null ? null : Rules.list("partner_ids", partnerIds);
        eventLinks = eventLinks == null ? null : Rules.copy(eventLinks);
        signingSecrets = signingSecrets == null ? null : Rules.list("signing_secrets", signingSecrets);
        platforms = platforms == null ? null : Rules.copy(platforms);
        retryPausesSeconds = retryPausesSeconds == null ? null : pauses(retryPausesSeconds);
        if (partnerIds != null) {
            partnerIds.forEach(id -> Rules.text("partner_ids", id));
            Rules.that(
                    partnerIds.stream().distinct().count() == partnerIds.size(), "partner_ids must not repeat an id");
        }
        if (eventLinks != null) {
            eventLinks.forEach((event, label) ->
                    Rules.that(label.length() <= 256, "event_links." + event + " must have at most 256 characters"));
        }
        Rules.webAddress("endpoint", endpoint);
        Rules.that(endpoint == null || endpoint.getRawFragment() == null, "endpoint must not have a fragment");
        if (signingSecrets != null) {
            signingSecrets.forEach(Panel::requireSecret);
        }
        if (platforms != null) {
            Rules.that(
                    platforms.values().stream().allMatch(override -> override.platforms() == null),
                    "platforms must not hold platforms");
            Rules.that(
                    platforms.values().stream().allMatch(override -> override.attribution() == null),
                    "platforms must not hold attribution");
        }
    }

    /** Windows of the partner's links, as far as it has any. */
    public AttributionWindows windows() {
        return Objects.requireNonNullElseGet(attribution, AttributionWindows::none);
    }

    /** The panel of an app that nobody has set up: inactive. */
    public static Panel untouched() {
        return new Panel(null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static void requireSecret(String secret) {
        Rules.that(
                secret.startsWith(SECRET_PREFIX) && isKey(secret.substring(SECRET_PREFIX.length())),
                "signing_secrets must each be " + SECRET_PREFIX + " and base64 of 24 to 64 bytes");
    }

    private static List<Integer> pauses(List<Integer> seconds) {
        var pauses = Rules.list("retry_pauses_seconds", seconds);
        Rules.that(pauses.size() <= MAX_RETRIES, "retry_pauses_seconds must be at most " + MAX_RETRIES);
        pauses.forEach(pause -> Rules.between("retry_pauses_seconds", pause, 1, MAX_PAUSE_SECONDS));
        return pauses;
    }

    private static boolean isKey(String base64) {
        try {
            var key = Base64.getDecoder().decode(base64);
            return key.length >= 24 && key.length <= 64;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The panel as it stands for {@code platform}: the platform's own value, else the general one, else the default.
     */
    public EffectivePanel on(@Nullable Platform platform) {
        return new EffectivePanel(overridden(platform));
    }

    private Panel overridden(@Nullable Platform platform) {
        var own = platform == null || platforms == null ? null : platforms.get(platform);
        if (own == null) {
            return this;
        }
        return new Panel(
                or(own.enabled, enabled),
                or(own.partnerIds, partnerIds),
                or(own.sessionForwarding, sessionForwarding),
                or(own.revenueForwarding, revenueForwarding),
                or(own.partnerParameterForwarding, partnerParameterForwarding),
                or(own.dataScope, dataScope),
                or(own.eventLinks, eventLinks),
                or(own.endpoint, endpoint),
                or(own.method, method),
                or(own.signingSecrets, signingSecrets),
                or(own.retryPausesSeconds, retryPausesSeconds),
                attribution,
                null);
    }

    private static <T> @Nullable T or(@Nullable T own, @Nullable T general) {
        return own == null ? general : own;
    }

    /** As its reader sees it: defaults filled in, secrets left out, those of the platforms included. */
    public Panel shown() {
        var effective = on(null);
        return new Panel(
                Objects.requireNonNullElse(enabled, true),
                effective.partnerIds(),
                effective.forwardsSessions(),
                effective.forwardsRevenue(),
                effective.forwardsPartnerParameters(),
                effective.dataScope(),
                effective.links(),
                endpoint,
                effective.method(),
                null,
                retryPausesSeconds,
                attribution,
                eachPlatform((platform, override) -> override.with(override.eventLinks, null, null)));
    }

    /** The same, for who may read it but not sign with it. */
    Panel withoutSecrets() {
        return with(eventLinks, null, eachPlatform((platform, override) -> override.withoutSecrets()));
    }

    /** The same, and where it says nothing of secrets, those of {@code stored}: whoever read it could not see them. */
    public Panel keepingSecretsOf(Panel stored) {
        return with(
                eventLinks,
                or(signingSecrets, stored.signingSecrets),
                eachPlatform((platform, override) -> override.keepingSecretsOf(stored.override(platform))));
    }

    private Panel override(Platform platform) {
        var own = platforms == null ? null : platforms.get(platform);
        return own == null ? untouched() : own;
    }

    private @Nullable Map<Platform, Panel> eachPlatform(BiFunction<Platform, Panel, Panel> change) {
        if (platforms == null) {
            return null;
        }
        var changed = new EnumMap<Platform, Panel>(Platform.class);
        platforms.forEach((platform, override) -> changed.put(platform, change.apply(platform, override)));
        return changed;
    }

    /** The same with these labels in place of all others, in general and for each platform that has its own. */
    public Panel withEventLinks(Map<EventToken, String> links) {
        var overrides = eachPlatform((platform, override) -> override.with(null, override.signingSecrets, null));
        return with(links, signingSecrets, overrides);
    }

    /** The same, with links for those events only that {@code isKnown}. */
    Panel linkingOnly(Predicate<EventToken> isKnown) {
        return with(
                known(eventLinks, isKnown),
                signingSecrets,
                eachPlatform((platform, override) -> override.linkingOnly(isKnown)));
    }

    private static @Nullable Map<EventToken, String> known(
            @Nullable Map<EventToken, String> links, Predicate<EventToken> isKnown) {
        if (links == null) {
            return null;
        }
        var known = new LinkedHashMap<>(links);
        known.keySet().removeIf(isKnown.negate());
        return known;
    }

    /** The same, with revenue forwarding off on every platform. */
    Panel withoutRevenue() {
        return withRevenueForwarding(
                false, eachPlatform((platform, override) -> override.withRevenueForwarding(null, null)));
    }

    /** The same, with revenue forwarding off on one. */
    Panel withoutRevenueOn(Platform off) {
        var overrides = new EnumMap<Platform, Panel>(Platform.class);
        overrides.putAll(Objects.requireNonNullElse(platforms, Map.of()));
        overrides.put(off, override(off).withRevenueForwarding(false, null));
        return withRevenueForwarding(revenueForwarding, overrides);
    }

    private Panel withRevenueForwarding(@Nullable Boolean on, @Nullable Map<Platform, Panel> overrides) {
        return new Panel(
                enabled,
                partnerIds,
                sessionForwarding,
                on,
                partnerParameterForwarding,
                dataScope,
                eventLinks,
                endpoint,
                method,
                signingSecrets,
                retryPausesSeconds,
                attribution,
                overrides);
    }

    private Panel with(
            @Nullable Map<EventToken, String> links,
            @Nullable List<String> secrets,
            @Nullable Map<Platform, Panel> overrides) {
        return new Panel(
                enabled,
                partnerIds,
                sessionForwarding,
                revenueForwarding,
                partnerParameterForwarding,
                dataScope,
                links,
                endpoint,
                method,
                secrets,
                retryPausesSeconds,
                attribution,
                overrides);
    }

    @Override
    public String toString() {
        return "Panel[partnerIds=" + partnerIds + ", signingSecrets=" + (signingSecrets == null ? "none" : "set") + "]";
    }
}
