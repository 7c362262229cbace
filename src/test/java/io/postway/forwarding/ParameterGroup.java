package io.postway.forwarding;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What BackInApp's guide lists in section 1.2, in its order, each with the parameters that we send of it. The first
 * ones are those that the group cannot do without.
 */
public enum ParameterGroup {
    RAW_DEVICE_IDS(
            "idfa idfv gps_adid fire_adid oaid android_id adid",
            "google_app_set_id win_adid win_naid win_hwid win_udid web_uuid rida vida tifa"),
    APP_METADATA("app_id app_name app_version store environment", "app_token app_version_short sdk_version"),
    ACTIVITY_KIND("activity_kind event event_name", ""),
    TIMESTAMPS(
            "created_at installed_at click_time reattributed_at",
            "created_at_milli received_at impression_time engagement_time last_session_time referral_time"
                    + " install_begin_time"),
    DEVICE_MODEL("device_name device_type", "device_model device_manufacturer hardware_name cpu_type"),
    OS_NAME_AND_VERSIONS("os_name os_version", "api_level"),
    COUNTRY("country", ""),
    IP_ADDRESSES("ip_address", ""),
    LOCALE("language", "timezone"),
    USER_AGENTS("user_agent", ""),
    REVENUE_DATA("revenue_float currency", "revenue"),
    PARTNER_PARAMETERS("partner_parameters", ""),
    REATTRIBUTION_FLAG("is_reattributed", ""),
    FULL_TRACKER_NAMES("tracker_name tracker", "network_name campaign_name adgroup_name creative_name"),
    REJECTION_REASON("rejection_reason", ""),
    CITY("city", ""),
    ORGANIC_FLAG("is_organic", ""),
    REATTRIBUTION_WINDOW("reattribution_attribution_window", ""),
    INACTIVE_USER_DEFINITION("inactive_user_definition", "");

    private final List<String> needed;
    private final List<String> more;

    ParameterGroup(String needed, String more) {
        this.needed = words(needed);
        this.more = words(more);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" "))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    public List<String> needed() {
        return needed;
    }

    List<String> all() {
        return Stream.concat(needed.stream(), more.stream()).toList();
    }

    /** Whether a callback with these parameters says anything of it. */
    public boolean isIn(Set<String> parameters) {
        return all().stream().anyMatch(parameters::contains);
    }
}
