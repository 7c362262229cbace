package io.postway.it;

import static io.postway.event.ActivityKind.EVENT;
import static io.postway.event.ActivityKind.INSTALL;
import static io.postway.event.ActivityKind.REATTRIBUTION;
import static io.postway.event.ActivityKind.REJECTED_INSTALL;
import static io.postway.it.GuideShop.ago;
import static io.postway.it.GuideShop.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The list of section 1.2 of BackInApp's guide, group by group: what the doors are told is what the callbacks' topic
 * holds, and what nobody has told is not there. One phone is known in every way, of the other nothing but its id.
 */
@ExtendWith(SharedInstance.Resolver.class)
class BackinappGuideParametersIT {

    private static final String IDFA = newPhone();
    private static final String IDFV = newPhone();
    private static final String BARE = newPhone();
    private static final String REJECTED = newPhone();
    private static final String GPS_ADID = UUID.randomUUID().toString();

    /** What was heard of the known phone, by kind, and of the rejected one. */
    private static final Map<ActivityKind, Map<String, String>> KNOWN = new HashMap<>();

    private static Map<String, String> bare;
    private static String began;

    @BeforeAll
    static void live(SharedInstance instance) {
        began = String.valueOf(Instant.now().minusSeconds(60).getEpochSecond());
        var shop = GuideShop.open(instance, """
            {"partner_ids":["partner-1"],"revenue_forwarding":true,"partner_parameter_forwarding":true,
             "event_links":{"ev0001":"purchase"}}
            """);
        shop.opens("idfa=" + IDFA + ago(Duration.ofDays(30)));
        shop.click("idfa=" + IDFA + "&campaign=spring&adgroup=video&creative=cat&backinapp_click_id=click-1");
        shop.opens("idfa=" + IDFA + "&idfv=" + IDFV + "&app_version=421&app_version_short=4.2.1&store=itunes"
                + "&sdk_version=ios5&device_name=iPhone15%2C3&device_type=phone&device_model=iPhone"
                + "&device_manufacturer=Apple&hardware_name=D74AP&cpu_type=arm64e&os_name=ios&os_version=17.5.1"
                + "&ip_address=192.0.2.7&language=de&timezone=Europe%2FBerlin&user_agent=Shop%2F4.2.1");
        shop.does(
                "ev0001", "idfa=" + IDFA + "&revenue=12.50&currency=eur&partner_params=%7B%22plan%22%3A%22gold%22%7D");
        shop.opens("idfa=" + BARE);
        shop.click("idfa=" + REJECTED);
        shop.opens("idfa=" + REJECTED + "&os_name=android&gps_adid=" + GPS_ADID
                + "&google_app_set_id=set-1&install_begin_time=" + began);
        KNOWN.put(REJECTED_INSTALL, shop.awaits(REJECTED_INSTALL, REJECTED));
        KNOWN.put(REATTRIBUTION, shop.awaits(REATTRIBUTION, IDFA));
        KNOWN.put(EVENT, shop.awaits(EVENT, IDFA));
        bare = shop.awaits(INSTALL, BARE);
    }

    @Test
    void rawDeviceIds() {
        assertThat(back())
                .containsEntry("idfa", IDFA)
                .containsEntry("idfv", IDFV)
                .containsKey("adid");
        assertThat(rejected()).containsEntry("gps_adid", GPS_ADID).containsEntry("google_app_set_id", "set-1");
        assertThat(bare).containsEntry("idfa", BARE).containsKey("adid").doesNotContainKeys("idfv", "gps_adid");
    }

    @Test
    void appMetadata() {
        assertThat(back())
                .containsEntry("app_name", "Guide")
                .containsEntry("app_version", "421")
                .containsEntry("app_version_short", "4.2.1")
                .containsEntry("store", "itunes")
                .containsEntry("sdk_version", "ios5")
                .containsEntry("environment", "production");
        assertThat(back().get("app_id")).matches("[0-9]+");
        assertThat(rejected()).containsEntry("app_id", "com.example.guide");
        assertThat(bare).doesNotContainKeys("app_version", "store");
    }

    @Test
    void activityKind() {
        assertThat(bare).containsEntry("activity_kind", "install").doesNotContainKeys("event", "event_name");
        assertThat(bought())
                .containsEntry("activity_kind", "event")
                .containsEntry("event", "ev0001")
                .containsEntry("event_name", "purchase");
    }

    @Test
    void timestamps() {
        assertThat(back())
                .containsKeys("created_at", "received_at", "click_time", "engagement_time", "last_session_time")
                .containsEntry("reattributed_at", back().get("created_at"));
        assertThat(back().get("created_at_milli")).startsWith(back().get("created_at"));
        assertThat(seconds(back(), "created_at") - seconds(back(), "installed_at"))
                .isBetween(
                        Duration.ofDays(30).toSeconds() - 60,
                        Duration.ofDays(30).toSeconds() + 60);
        assertThat(rejected()).containsEntry("install_begin_time", began);
        assertThat(bare).doesNotContainKeys("click_time", "engagement_time", "reattributed_at", "install_begin_time");
    }

    private static long seconds(Map<String, String> callback, String parameter) {
        return Long.parseLong(callback.get(parameter));
    }

    @Test
    void deviceModel() {
        assertThat(back())
                .containsEntry("device_name", "iPhone15,3")
                .containsEntry("device_type", "phone")
                .containsEntry("device_model", "iPhone")
                .containsEntry("device_manufacturer", "Apple")
                .containsEntry("hardware_name", "D74AP")
                .containsEntry("cpu_type", "arm64e");
        assertThat(bare).doesNotContainKeys("device_name", "device_type", "device_model");
    }

    @Test
    void osNameAndVersions() {
        assertThat(back()).containsEntry("os_name", "ios").containsEntry("os_version", "17.5.1");
        assertThat(bare).doesNotContainKeys("os_name", "os_version");
    }

    @Test
    void country() {
        assertThat(back()).containsEntry("country", "de");
        assertThat(bare).doesNotContainKey("country");
    }

    @Test
    void ipAddresses() {
        assertThat(back()).containsEntry("ip_address", "192.0.2.7");
        assertThat(bare).doesNotContainKey("ip_address");
    }

    @Test
    void locale() {
        assertThat(back()).containsEntry("language", "de").containsEntry("timezone", "Europe/Berlin");
        assertThat(bare).doesNotContainKeys("language", "timezone");
    }

    @Test
    void userAgents() {
        assertThat(back()).containsEntry("user_agent", "Shop/4.2.1");
        assertThat(bare).doesNotContainKey("user_agent");
    }

    @Test
    void revenueData() {
        assertThat(bought())
                .containsEntry("revenue_float", "12.50")
                .containsEntry("revenue", "1250")
                .containsEntry("currency", "EUR");
        assertThat(back()).doesNotContainKeys("revenue_float", "revenue", "currency");
    }

    @Test
    void allPartnerParameters() {
        assertThat(bought()).containsEntry("partner_parameters", "{\"plan\":\"gold\"}");
        assertThat(back()).doesNotContainKey("partner_parameters");
    }

    @Test
    void reattributionFlag() {
        assertThat(back()).containsEntry("is_reattributed", "1");
        assertThat(bought()).containsEntry("is_reattributed", "1");
        assertThat(bare).containsEntry("is_reattributed", "0");
    }

    @Test
    void fullTrackerNames() {
        assertThat(back())
                .containsEntry("tracker_name", "BackInApp::spring::video::cat")
                .containsEntry("network_name", "BackInApp")
                .containsEntry("campaign_name", "spring")
                .containsEntry("adgroup_name", "video")
                .containsEntry("creative_name", "cat")
                .containsKey("tracker");
        assertThat(bare).containsEntry("tracker_name", "Organic").doesNotContainKeys("tracker", "campaign_name");
    }

    @Test
    void rejectionReason() {
        assertThat(rejected()).containsEntry("rejection_reason", "engagement_injection");
        assertThat(back()).doesNotContainKey("rejection_reason");
        assertThat(bare).doesNotContainKey("rejection_reason");
    }

    @Test
    void city() {
        assertThat(back()).containsEntry("city", "Berlin");
        assertThat(bare).doesNotContainKey("city");
    }

    @Test
    void organicFlag() {
        assertThat(back()).containsEntry("is_organic", "0");
        assertThat(bare).containsEntry("is_organic", "1");
    }

    @Test
    void reattributionWindowInHours() {
        assertThat(back()).containsEntry("reattribution_attribution_window", "168");
        assertThat(bare).containsEntry("reattribution_attribution_window", "168");
    }

    @Test
    void inactiveUserDefinitionInHours() {
        assertThat(back()).containsEntry("inactive_user_definition", "168");
        assertThat(bare).containsEntry("inactive_user_definition", "168");
    }

    /** Not of the list, but what the links of section 2 carry it for. */
    @Test
    void theClicksOwnIdComesBack() {
        assertThat(back()).containsEntry("backinapp_click_id", "click-1");
        assertThat(bought()).containsEntry("backinapp_click_id", "click-1");
        assertThat(bare).doesNotContainKey("backinapp_click_id");
    }

    private static Map<String, String> back() {
        return KNOWN.get(REATTRIBUTION);
    }

    private static Map<String, String> bought() {
        return KNOWN.get(EVENT);
    }

    private static Map<String, String> rejected() {
        return KNOWN.get(REJECTED_INSTALL);
    }
}
