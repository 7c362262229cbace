package io.postway.collect.skadnetwork;

import io.postway.event.AppToken;
import io.postway.event.LinkToken;
import io.postway.event.Postback.Campaign;
import io.postway.event.Postback.Flag;
import io.postway.event.Tracker;
import io.postway.event.TrackerToken;
import io.postway.settings.Link;
import io.postway.settings.Settings;
import io.postway.trackers.SubLevels;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an ad network appends to Apple's payload (Adjust, "Apple payload structure"). None of it is signed and none of
 * it is worth losing a postback for: a fault is a warning, and the field takes its fallback.
 */
final class AppendedFields {

    private static final int MAX_TEXT = 256;
    private static final int MAX_USER_AGENT = 2_048;
    private static final String UNKNOWN_COUNTRY = "ZZ";

    /** Above this, seconds would be the year 5138: the sender means milliseconds. */
    private static final long MAX_PLAUSIBLE_SECONDS = 100_000_000_000L;

    /** How far a sender's clock may be ahead of ours before its time counts as being in the future. */
    private static final long CLOCK_SKEW_SECONDS = 60;

    private final LenientFields fields;
    private final SubLevels subLevels;
    private final BiConsumer<Flag, String> flags;
    private final List<String> warnings;

    /**
     * @param flags gets what our settings do not know, with a warning
     * @param warnings gets one entry per fault
     */
    AppendedFields(ObjectNode body, SubLevels subLevels, BiConsumer<Flag, String> flags, List<String> warnings) {
        this.fields = new LenientFields(body, warnings);
        this.subLevels = subLevels;
        this.flags = flags;
        this.warnings = warnings;
    }

    /**
     * @param network the first level of the tracker's name, where no link says it
     * @param app the advertised app, if we know it
     */
    Campaign read(Instant receivedAt, String network, Optional<AppToken> app, Settings settings) {
        var tracker = text("adjust-tracker");
        var known = tracker.flatMap(token -> tracker(token, app, settings));
        var campaign = text("adjust-campaign");
        var adgroup = text("adjust-adgroup");
        var creative = text("adjust-creative");
        return new Campaign(
                tracker.orElse(null),
                known.map(Tracker::link).orElse(null),
                trackerName(known, network, List.of(campaign.orElse(""), adgroup.orElse(""), creative.orElse(""))),
                campaign.orElse(null),
                text("adjust-campaign-id").orElse(null),
                adgroup.orElse(null),
                text("adjust-adgroup-id").orElse(null),
                creative.orElse(null),
                text("adjust-creative-id").orElse(null),
                timestamp(receivedAt),
                country(),
                fields.text("ip-address", "ip_address", MAX_TEXT).orElse(null),
                userAgent().orElse(null));
    }

    private Optional<String> text(String name) {
        return fields.text(name, MAX_TEXT);
    }

    /** The levels that the postback names; where it names none, those of its tracker. */
    private static String trackerName(Optional<Tracker> known, String network, List<String> subLevels) {
        if (known.isPresent() && subLevels.stream().allMatch(String::isEmpty)) {
            return known.get().name();
        }
        return Tracker.fullName(
                known.map(tracker -> tracker.levels().getFirst()).orElse(network), subLevels);
    }

    /** A link, or one of its sub-levels; a link's token was there first. */
    private Optional<Tracker> tracker(String token, Optional<AppToken> app, Settings settings) {
        var tracker = link(token, app, settings)
                .map(link -> Tracker.of(link.token(), link.name(), List.of(), link.partner()))
                .or(() -> subLevel(token, app, settings));
        if (tracker.isEmpty()) {
            flags.accept(Flag.UNKNOWN_LINK, "adjust-tracker: no link has this token");
        }
        return tracker;
    }

    /** By the name that its link has today. */
    private Optional<Tracker> subLevel(String token, Optional<AppToken> app, Settings settings) {
        return app.filter(any -> TrackerToken.isToken(token))
                .flatMap(known -> subLevels.subLevel(known, new TrackerToken(token)))
                .map(tracker -> settings.link(tracker.link())
                        .map(link -> Tracker.of(link.token(), link.name(), tracker.subLevels(), link.partner()))
                        .orElse(tracker));
    }

    private Optional<Link> link(String token, Optional<AppToken> app, Settings settings) {
        var link = Optional.of(token)
                .filter(LinkToken::isToken)
                .map(LinkToken::new)
                .flatMap(settings::link);
        link.filter(found -> app.filter(known -> !known.equals(found.app())).isPresent())
                .ifPresent(
                        found -> flags.accept(Flag.LINK_OF_ANOTHER_APP, "adjust-tracker: the link is not the app's"));
        return link;
    }

    /** Kept as it is, with the guide's advice where it is not what a browser sends. */
    private Optional<String> userAgent() {
        var agent = fields.text("user-agent", "user_agent", MAX_USER_AGENT);
        if (agent.filter(text -> !text.contains("Mozilla/")).isPresent()) {
            warnings.add(
                    "user-agent is no browser's: please send that of the browser, such as Mozilla/5.0 (iPhone; …)");
        }
        return agent;
    }

    private Instant timestamp(Instant receivedAt) {
        var value = fields.find("timestamp");
        if (value == null) {
            return receivedAt;
        }
        var seconds = seconds(value);
        if (seconds.isEmpty()) {
            return fallBack("timestamp must be Unix seconds", receivedAt);
        }
        if (seconds.get() > MAX_PLAUSIBLE_SECONDS) {
            return fallBack("timestamp must be in seconds, not milliseconds", receivedAt);
        }
        if (seconds.get() > receivedAt.getEpochSecond() + CLOCK_SKEW_SECONDS) {
            return fallBack("timestamp must not be in the future", receivedAt);
        }
        return Instant.ofEpochSecond(seconds.get());
    }

    private Instant fallBack(String warning, Instant receivedAt) {
        warnings.add(warning + ": our time of receipt is taken");
        return receivedAt;
    }

    private static Optional<Long> seconds(JsonNode value) {
        var text = value.isString() ? value.stringValue().strip() : value.toString();
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private String country() {
        return text("country")
                .map(country -> {
                    if (country.matches("[A-Za-z]{2}")) {
                        return country.equalsIgnoreCase(UNKNOWN_COUNTRY)
                                ? UNKNOWN_COUNTRY
                                : country.toLowerCase(Locale.ROOT);
                    }
                    warnings.add("country must be two letters: ZZ is taken");
                    return UNKNOWN_COUNTRY;
                })
                .orElse(UNKNOWN_COUNTRY);
    }
}
