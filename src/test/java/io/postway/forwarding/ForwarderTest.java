package io.postway.forwarding;

import static io.postway.event.Activities.IDFA;
import static io.postway.forwarding.Decided.BY_ANOTHER;
import static io.postway.forwarding.Decided.BY_BACKINAPP;
import static io.postway.forwarding.Decided.OPENED;
import static io.postway.forwarding.Decided.event;
import static io.postway.forwarding.Decided.install;
import static io.postway.forwarding.Decided.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.Match;
import io.postway.event.Callback;
import io.postway.event.EngagementKind;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Tracker;
import io.postway.http.FormData;
import io.postway.settings.Panel;
import io.postway.settings.Panel.DataScope;
import io.postway.settings.SettingsFixture;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ForwarderTest {

    private final SettingsFixture settings = SettingsFixture.shop();

    @Test
    void anInstallSaysWhoBroughtIt() {
        var parameters = sent(install(BY_BACKINAPP), SettingsFixture.fullPanel());

        assertThat(parameters)
                .containsEntry("activity_kind", "install")
                .containsEntry("partner_id", "partner-1")
                .containsEntry("tracker_name", "BackInApp::spring::g::c")
                .containsEntry("network_name", "BackInApp")
                .containsEntry("campaign_name", "spring")
                .containsEntry("creative_name", "c")
                .containsEntry("tracker", BY_BACKINAPP.tracker().token().value())
                .containsEntry("is_organic", "0")
                .containsEntry("backinapp_click_id", "click-1")
                .containsEntry("click_time", "1773144000")
                .containsEntry("installed_at", "1773144300")
                .containsEntry("idfa", IDFA)
                .containsEntry("app_id", "525463029")
                .containsEntry("country", "de")
                .containsEntry("device_name", "iPhone 15 & more");
        assertThat(parameters).doesNotContainKeys("gps_adid", "event", "revenue", "campaign", "ip_address");
    }

    @Test
    void aClicksOwnParametersComeBackAndNothingElseOfIt() {
        var click = Map.of(
                "my_own", "mine",
                "install_callback", "https://evil.example",
                "event_callback_ev0001", "https://evil.example",
                "rejected_install", "https://evil.example",
                "redirect_ios", "https://evil.example",
                "idfa_lower_md5", "6fb7d91b8d57903204a9e2bf8c3508fa",
                "label", "l-1",
                "is_organic", "1",
                "gps_adid", "made-up");
        var tracker = Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of(), Partner.BACKINAPP);
        var brought = new Attribution(
                EngagementKind.CLICK,
                Match.DEVICE,
                UUID.randomUUID(),
                tracker,
                OPENED.minusSeconds(300),
                new Parameters(click));

        var parameters = sent(install(brought), SettingsFixture.fullPanel());

        assertThat(parameters)
                .containsEntry("my_own", "mine")
                .containsEntry("label", "l-1")
                .containsEntry("is_organic", "0")
                .containsEntry("reftag", brought.engagementId().toString())
                .doesNotContainKeys("gps_adid", "idfa_lower_md5", "redirect_ios")
                .doesNotContainValue("https://evil.example");
    }

    @Test
    void ofAForeignAttributionNothingButItsExistenceIsSaid() {
        var parameters = sent(install(BY_ANOTHER), SettingsFixture.fullPanel());

        assertThat(parameters).containsEntry("is_organic", "0");
        assertThat(parameters)
                .doesNotContainKeys(
                        "tracker",
                        "tracker_name",
                        "network_name",
                        "campaign_name",
                        "click_time",
                        "backinapp_click_id",
                        "match_type");
    }

    @Test
    void anOrganicInstallSaysSo() {
        assertThat(sent(install(null), SettingsFixture.fullPanel()))
                .containsEntry("is_organic", "1")
                .containsEntry("tracker_name", "Organic");
    }

    @Test
    void anEventCarriesItsLabelAndItsRevenue() {
        assertThat(sent(event(), SettingsFixture.fullPanel()))
                .containsEntry("event", "ev0001")
                .containsEntry("event_name", "buy")
                .containsEntry("revenue_float", "12.5")
                .containsEntry("revenue", "1250")
                .containsEntry("currency", "EUR")
                .containsEntry("partner_parameters", "{\"plan\":\"gold\"}");
    }

    @Test
    void withoutItsSwitchNoRevenueAndNoPartnerParameterLeaves() {
        var panel = panel(null, null, null, DataScope.ALL);

        assertThat(sent(event(), panel))
                .containsEntry("event_name", "buy")
                .doesNotContainKeys("revenue_float", "revenue", "currency", "partner_parameters");
    }

    @Test
    void whatIsWithheldHasAReason() {
        assertThat(withheld(install(null), Panel.untouched())).isEqualTo("panel_inactive");
        assertThat(withheld(session(), panel(null, null, null, DataScope.ALL))).isEqualTo("session_forwarding_off");
        assertThat(withheld(install(BY_ANOTHER), panel(true, null, null, DataScope.ATTRIBUTED)))
                .isEqualTo("out_of_scope");
        assertThat(withheld(install(null), panel(true, null, null, DataScope.ATTRIBUTED)))
                .isEqualTo("out_of_scope");
    }

    @Test
    void everyPartnerIdGetsACallbackOfItsOwn() {
        var panel = SettingsFixture.panel("{\"partner_ids\":[\"a\",\"b\"]}");

        var callbacks = forwarder()
                .forward(install(BY_BACKINAPP), settings.with(panel).latest())
                .callbacks();

        assertThat(callbacks).extracting(Callback::partnerId).containsExactly("a", "b");
        assertThat(callbacks).extracting(Callback::callbackId).doesNotHaveDuplicates();
    }

    @Test
    void postIsOneFlatObjectOfTexts() {
        var panel = SettingsFixture.panel("{\"partner_ids\":[\"a\"],\"method\":\"POST\"}");

        var callback = forwarder()
                .forward(install(BY_BACKINAPP), settings.with(panel).latest())
                .callbacks()
                .getFirst();

        var body = new YAMLMapper().readTree(callback.payload());
        assertThat(body.valueStream()).allMatch(value -> value.isString());
        assertThat(body.get("is_organic").stringValue()).isEqualTo("0");
    }

    @Test
    void ofSeveralPlaceholdersTheFirstWithAValueIsTaken() {
        var template = Template.parse(Map.of("device", "{gps_adid||idfa}", "phone", "{imei}"));

        assertThat(sent(new Forwarder(template), install(null), SettingsFixture.fullPanel()))
                .isEqualTo(Map.of("device", IDFA));
    }

    private Map<String, String> sent(Attributed activity, Panel panel) {
        return sent(forwarder(), activity, panel);
    }

    private Map<String, String> sent(Forwarder forwarder, Attributed activity, Panel panel) {
        var forwarded = forwarder.forward(activity, settings.with(panel).latest());
        assertThat(forwarded.callbacks()).hasSize(1);
        var payload = forwarded.callbacks().getFirst().payload();
        assertThat(payload).matches("[A-Za-z0-9._~%&=-]*");
        return FormData.parse(payload).byName();
    }

    private @Nullable String withheld(Attributed activity, Panel panel) {
        var forwarded = forwarder().forward(activity, settings.with(panel).latest());
        assertThat(forwarded.callbacks()).isEmpty();
        return forwarded.decided().getFirst().withheld();
    }

    /** With the template that is shipped, so that it is tested, too. */
    private static Forwarder forwarder() {
        return new Forwarder(ShippedTemplate.read());
    }

    private static Panel panel(
            @Nullable Boolean sessions, @Nullable Boolean revenue, @Nullable Boolean parameters, DataScope scope) {
        return new Panel(
                null,
                List.of("partner-1"),
                sessions,
                revenue,
                parameters,
                scope,
                Map.of(SettingsFixture.PURCHASE, "buy"),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
