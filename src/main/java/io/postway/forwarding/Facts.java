package io.postway.forwarding;

import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Click;
import io.postway.event.DeviceIdType;
import io.postway.event.Event;
import io.postway.event.Json;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Platform;
import io.postway.event.Revenue;
import io.postway.event.Session;
import io.postway.event.Tracker;
import io.postway.settings.App;
import io.postway.settings.EffectivePanel;
import io.postway.settings.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an activity, by placeholder (Adjust, "Placeholders"): Unix seconds, booleans {@code 1} and
 * {@code 0}, windows in hours, the country in lower case. What another source's links brought is nobody else's
 * business: of a foreign attribution a partner learns that there is one, and nothing more.
 */
final class Facts {

    /** Said by the report itself, else by an earlier one of the device. */
    private static final Set<String> REPORTED = Set.of(
            "app_version",
            "app_version_short",
            "store",
            "sdk_version",
            "device_name",
            "device_type",
            "device_model",
            "device_manufacturer",
            "hardware_name",
            "cpu_type",
            "os_name",
            "os_version",
            "api_level",
            "city",
            "language",
            "timezone",
            "user_agent",
            "tracking_enabled",
            "att_status");

    /** What a click says about itself; everything else on it is the partner's own and goes back to it. */
    private static final Set<String> CLICK_VOCABULARY = Stream.concat(
                    Stream.of(DeviceIdType.values()).map(DeviceIdType::parameter),
                    Stream.of(
                            "campaign",
                            "adgroup",
                            "creative",
                            "ip_address",
                            "user_agent",
                            "s2s",
                            "device_name",
                            "device_type",
                            "os_name",
                            "os_version",
                            "deep_link",
                            "deeplink",
                            "redirect",
                            "fallback",
                            "redirect_ios",
                            "redirect_android",
                            "redirect_macos",
                            "redirect_windows",
                            "rt",
                            "tracker_limit",
                            "cost_type",
                            "cost_amount",
                            "cost_currency",
                            "cost_id_md5",
                            "adid"))
            .collect(Collectors.toUnmodifiableSet());

    /** Every name that a template may use. */
    static final Set<String> PLACEHOLDERS = Stream.of(
                    REPORTED.stream(),
                    Stream.of(DeviceIdType.values()).map(DeviceIdType::parameter),
                    Stream.of(Computed.values()).map(Computed::placeholder))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableSet());

    private static final String SEPARATOR = "::";
    private static final String DEFAULT_WINDOW_HOURS = "168";

    private final Attributed activity;
    private final App app;
    private final Map<String, String> reported;

    /** @throws java.util.NoSuchElementException if the activity's app does not exist in {@code settings} */
    Facts(Attributed activity, Settings settings) {
        this.activity = activity;
        this.app = settings.app(activity.appToken()).orElseThrow();
        this.reported = reported(activity);
    }

    private static Map<String, String> reported(Attributed activity) {
        var known = new HashMap<String, String>();
        var parameters = activity.activity().parameters();
        var earlier = activity.device().facts();
        Stream.concat(REPORTED.stream(), Stream.of("country"))
                .forEach(name -> parameters
                        .value(name)
                        .or(() -> earlier.value(name))
                        .ifPresent(value -> known.put(name, value)));
        return known;
    }

    /** What the device runs: as it says, else as its kinds of ids tell. */
    Optional<Platform> platform() {
        return reported("os_name").flatMap(Platform::ofOsName).or(() -> {
            var ids = activity.device().ids();
            if (ids.get(DeviceIdType.IDFA).or(() -> ids.get(DeviceIdType.IDFV)).isPresent()) {
                return Optional.of(Platform.IOS);
            }
            return ids.get(DeviceIdType.GPS_ADID)
                    .or(() -> ids.get(DeviceIdType.FIRE_ADID))
                    .or(() -> ids.get(DeviceIdType.ANDROID_ID))
                    .map(id -> Platform.ANDROID);
        });
    }

    static boolean isOfPartner(Attributed activity, Partner partner) {
        var attribution = activity.device().attribution();
        return attribution != null && attribution.tracker().partner() == partner;
    }

    /** The parameters of the winning click that are the partner's own, if the click came from its own link. */
    SequencedMap<String, String> clickParameters(Partner partner) {
        var own = new LinkedHashMap<String, String>();
        disclosed(partner).ifPresent(attribution -> {
            var parameters = attribution.clickParameters();
            parameters.byName().keySet().stream()
                    .filter(name -> !CLICK_VOCABULARY.contains(name) && !PLACEHOLDERS.contains(name))
                    .forEach(name -> parameters.value(name).ifPresent(value -> own.put(name, value)));
        });
        return own;
    }

    Function<String, Optional<String>> placeholders(
            Partner partner, EffectivePanel panel, String partnerId, String callbackId) {
        var computed = new HashMap<String, String>();
        for (Computed placeholder : Computed.values()) {
            var value = compute(placeholder, partner, panel, partnerId, callbackId);
            value.ifPresent(text -> computed.put(placeholder.placeholder(), text));
        }
        for (DeviceIdType type : DeviceIdType.values()) {
            activity.device().ids().get(type).ifPresent(id -> computed.put(type.parameter(), id));
        }
        return name -> Optional.ofNullable(computed.get(name)).or(() -> reported(name));
    }

    /** The placeholders that are not simply passed on. */
    enum Computed {
        ADID,
        APP_ID,
        APP_NAME,
        APP_TOKEN,
        ENVIRONMENT,
        ACTIVITY_KIND,
        EVENT,
        EVENT_NAME,
        CREATED_AT,
        CREATED_AT_MILLI,
        RECEIVED_AT,
        INSTALLED_AT,
        CLICK_TIME,
        LAST_SESSION_TIME,
        SESSION_COUNT,
        COUNTRY,
        IP_ADDRESS,
        REVENUE_FLOAT,
        REVENUE,
        CURRENCY,
        PARTNER_PARAMETERS,
        IS_REATTRIBUTED,
        TRACKER,
        TRACKER_NAME,
        NETWORK_NAME,
        CAMPAIGN_NAME,
        ADGROUP_NAME,
        CREATIVE_NAME,
        MATCH_TYPE,
        IS_ORGANIC,
        REATTRIBUTION_ATTRIBUTION_WINDOW,
        INACTIVE_USER_DEFINITION,
        PARTNER_ID,
        CALLBACK_ID;

        String placeholder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Optional<String> compute(
            Computed placeholder, Partner partner, EffectivePanel panel, String partnerId, String callbackId) {
        var device = activity.device();
        return switch (placeholder) {
            case ADID -> Optional.of(device.adid());
            case APP_ID -> appId();
            case APP_NAME -> Optional.of(app.name());
            case APP_TOKEN -> Optional.of(app.token().value());
            case ENVIRONMENT -> Optional.of(activity.environment().name().toLowerCase(Locale.ROOT));
            case ACTIVITY_KIND -> Optional.of(activity.kind().wireName());
            case EVENT -> event().map(event -> event.eventToken().value());
            case EVENT_NAME -> event().flatMap(event -> panel.label(event.eventToken()));
            case CREATED_AT -> createdAt().map(Facts::seconds);
            case CREATED_AT_MILLI -> createdAt().map(at -> String.valueOf(at.toEpochMilli()));
            case RECEIVED_AT -> Optional.of(seconds(activity.receivedAt()));
            case INSTALLED_AT -> Optional.of(seconds(device.installedAt()));
            case CLICK_TIME -> disclosed(partner).map(won -> seconds(won.clickedAt()));
            case LAST_SESSION_TIME ->
                Optional.ofNullable(device.lastSessionAt()).map(Facts::seconds);
            case SESSION_COUNT -> Optional.of(String.valueOf(device.sessionCount()));
            case COUNTRY -> reported("country").map(country -> country.toLowerCase(Locale.ROOT));
            case IP_ADDRESS -> Optional.ofNullable(ipAddress());
            case REVENUE_FLOAT -> revenue(panel).map(revenue -> revenue.amount().toPlainString());
            case REVENUE -> revenue(panel).map(Revenue::hundredths);
            case CURRENCY -> revenue(panel).map(Revenue::currency);
            case PARTNER_PARAMETERS -> partnerParameters(panel);
            case IS_REATTRIBUTED -> Optional.of("0");
            case TRACKER -> disclosed(partner).map(won -> won.tracker().link().value());
            case TRACKER_NAME -> trackerName(partner);
            case NETWORK_NAME -> level(partner, 0);
            case CAMPAIGN_NAME -> level(partner, 1);
            case ADGROUP_NAME -> level(partner, 2);
            case CREATIVE_NAME -> level(partner, 3);
            case MATCH_TYPE -> disclosed(partner).map(won -> "device_tag");
            case IS_ORGANIC -> Optional.of(device.attribution() == null ? "1" : "0");
            case REATTRIBUTION_ATTRIBUTION_WINDOW, INACTIVE_USER_DEFINITION -> Optional.of(DEFAULT_WINDOW_HOURS);
            case PARTNER_ID -> Optional.of(partnerId);
            case CALLBACK_ID -> Optional.of(callbackId);
        };
    }

    private Optional<String> reported(String name) {
        return Optional.ofNullable(reported.get(name));
    }

    private Optional<String> appId() {
        var ios = Optional.ofNullable(app.iosAppId()).map(String::valueOf);
        var android = Optional.ofNullable(app.androidPackage());
        return platform().equals(Optional.of(Platform.ANDROID)) ? android.or(() -> ios) : ios.or(() -> android);
    }

    private Optional<Event> event() {
        return activity.activity() instanceof Event event ? Optional.of(event) : Optional.empty();
    }

    private Optional<Revenue> revenue(EffectivePanel panel) {
        return panel.forwardsRevenue() ? event().map(Event::revenue) : Optional.empty();
    }

    private Optional<String> partnerParameters(EffectivePanel panel) {
        return event().map(Event::partnerParameters)
                .map(Parameters::byName)
                .filter(parameters -> panel.forwardsPartnerParameters() && !parameters.isEmpty())
                .map(Json.MAPPER::writeValueAsString);
    }

    private Optional<Instant> createdAt() {
        return switch (activity.activity()) {
            case Session session -> Optional.of(session.createdAt());
            case Event event -> Optional.of(event.createdAt());
            case Click click -> Optional.empty();
        };
    }

    private @Nullable String ipAddress() {
        return switch (activity.activity()) {
            case Session session -> session.ipAddress();
            case Event event -> event.ipAddress();
            case Click click -> null;
        };
    }

    /** The attribution, if it is the partner's own. */
    private Optional<Attribution> disclosed(Partner partner) {
        return Optional.ofNullable(activity.device().attribution()).filter(won -> isOfPartner(activity, partner));
    }

    private Optional<String> trackerName(Partner partner) {
        return activity.device().attribution() == null
                ? Optional.of("Organic")
                : disclosed(partner).map(Attribution::tracker).map(Tracker::name);
    }

    private Optional<String> level(Partner partner, int level) {
        var levels = trackerName(partner)
                .map(name -> List.of(name.split(SEPARATOR, -1)))
                .orElse(List.of());
        return level < levels.size() ? Optional.of(levels.get(level)) : Optional.empty();
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }
}
