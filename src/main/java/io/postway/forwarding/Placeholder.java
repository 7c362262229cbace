package io.postway.forwarding;

import io.postway.event.Attributed.Match;
import io.postway.event.Attributed.Rejection;
import io.postway.event.EngagementKind;
import io.postway.event.InstallReferrer;
import io.postway.event.Revenue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The placeholders that are computed, not passed on (Adjust, "Placeholders"): times in Unix seconds, booleans {@code 1}
 * and {@code 0}, windows in hours, the country in lower case.
 */
enum Placeholder {
    ADID(callback -> Optional.of(callback.activity().device().adid())),
    APP_ID(Rendering::appId),
    APP_NAME(callback -> Optional.of(callback.app().name())),
    APP_TOKEN(callback -> Optional.of(callback.app().token().value())),
    ENVIRONMENT(callback -> Optional.of(lower(callback.activity().environment().name()))),
    ACTIVITY_KIND(callback -> Optional.of(callback.activity().kind().wireName())),
    EVENT(callback -> callback.event().map(event -> event.eventToken().value())),
    EVENT_NAME(callback -> callback.event().flatMap(event -> callback.panel().label(event.eventToken()))),
    CREATED_AT(callback -> callback.createdAt().map(Placeholder::seconds)),
    CREATED_AT_MILLI(callback -> callback.createdAt().map(at -> String.valueOf(at.toEpochMilli()))),
    RECEIVED_AT(callback -> Optional.of(seconds(callback.activity().receivedAt()))),
    INSTALLED_AT(callback -> Optional.of(seconds(callback.activity().device().installedAt()))),
    CLICK_TIME(callback -> callback.engagedAt(EngagementKind.CLICK).map(Placeholder::seconds)),
    IMPRESSION_TIME(callback -> callback.engagedAt(EngagementKind.IMPRESSION).map(Placeholder::seconds)),
    ENGAGEMENT_TIME(callback -> callback.disclosed().map(won -> seconds(won.engagedAt()))),
    IMPRESSION_BASED(callback -> callback.disclosed().map(won -> won.kind() == EngagementKind.IMPRESSION ? "1" : "0")),
    REFTAG(callback -> callback.disclosed().map(won -> won.engagementId().toString())),
    LABEL(callback -> callback.ofEngagement("label").or(() -> callback.ofEngagement("adj_label"))),
    LAST_SESSION_TIME(callback ->
            Optional.ofNullable(callback.activity().device().lastSessionAt()).map(Placeholder::seconds)),
    SESSION_COUNT(
            callback -> Optional.of(String.valueOf(callback.activity().device().sessionCount()))),
    COUNTRY(callback -> callback.reported().value("country").map(Placeholder::lower)),
    IP_ADDRESS(Rendering::ipAddress),
    REVENUE_FLOAT(callback -> callback.revenue().map(revenue -> revenue.amount().toPlainString())),
    REVENUE(callback -> callback.revenue().map(Revenue::hundredths)),
    CURRENCY(callback -> callback.revenue().map(Revenue::currency)),
    PARTNER_PARAMETERS(Rendering::partnerParameters),
    IS_REATTRIBUTED(callback -> Optional.of(callback.activity().device().reattributedAt() == null ? "0" : "1")),
    REATTRIBUTED_AT(callback ->
            Optional.ofNullable(callback.activity().device().reattributedAt()).map(Placeholder::seconds)),
    REJECTION_REASON(
            callback -> Optional.ofNullable(callback.activity().rejection()).map(Rejection::reason)),
    REFERRAL_TIME(callback -> callback.disclosed()
            .flatMap(won -> callback.referrer(InstallReferrer::clickTime))
            .map(Placeholder::seconds)),
    INSTALL_BEGIN_TIME(
            callback -> callback.referrer(InstallReferrer::installBeginTime).map(Placeholder::seconds)),
    TRACKER(callback -> callback.disclosed().map(won -> won.tracker().token().value())),
    TRACKER_NAME(Rendering::trackerName),
    NETWORK_NAME(callback -> callback.level(0)),
    CAMPAIGN_NAME(callback -> callback.level(1)),
    ADGROUP_NAME(callback -> callback.level(2)),
    CREATIVE_NAME(callback -> callback.level(3)),
    MATCH_TYPE(callback -> callback.disclosed().map(won -> matchType(won.match()))),
    IS_ORGANIC(callback -> Optional.of(callback.isOrganic() ? "1" : "0")),
    REATTRIBUTION_ATTRIBUTION_WINDOW(
            callback -> Optional.of(hours(callback.windows().reattribution()))),
    INACTIVE_USER_DEFINITION(callback -> Optional.of(hours(callback.windows().inactivity()))),
    PARTNER_ID(callback -> Optional.of(callback.partnerId())),
    CALLBACK_ID(callback -> Optional.of(callback.callbackId()));

    private static final Map<String, Placeholder> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Placeholder::placeholder, Function.identity()));

    private final Function<Rendering, Optional<String>> value;

    Placeholder(Function<Rendering, Optional<String>> value) {
        this.value = value;
    }

    static Optional<Placeholder> named(String placeholder) {
        return Optional.ofNullable(BY_NAME.get(placeholder));
    }

    /** As templates write it, such as {@code tracker_name}. */
    String placeholder() {
        return lower(name());
    }

    Optional<String> value(Rendering callback) {
        return value.apply(callback);
    }

    private static String matchType(Match match) {
        return switch (match) {
            case DEVICE -> "device_tag";
            case REFERRER -> "referrer";
            case PROBABILISTIC -> "fingerprint";
        };
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }

    private static String hours(Duration period) {
        return String.valueOf(period.toHours());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
