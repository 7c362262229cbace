package io.postway.forwarding;

import static io.postway.event.Activities.IDFA;
import static io.postway.event.Activities.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Activities;
import io.postway.event.Activity;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.DeviceView;
import io.postway.event.Attributed.Match;
import io.postway.event.Callback;
import io.postway.event.DeviceFacts;
import io.postway.event.DeviceIdType;
import io.postway.event.DeviceIds;
import io.postway.event.EngagementKind;
import io.postway.event.Environment;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Place;
import io.postway.event.Revenue;
import io.postway.event.Tracker;
import io.postway.http.FormData;
import io.postway.settings.Panel;
import io.postway.settings.Panel.DataScope;
import io.postway.settings.SettingsFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ForwarderTest {

    private static final Instant OPENED = Instant.parse("2026-03-10T12:05:00Z");
    private static final Attribution BY_BACKINAPP = attribution(
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("spring", "g", "c"), Partner.BACKINAPP));
    private static final Attribution BY_ANOTHER =
            attribution(Tracker.of(SettingsFixture.OTHER_LINK, "Other Network", List.of("summer"), null));

    private final SettingsFixture settings = SettingsFixture.shop();
    private final Activities reports = new Activities(1);

    @Test
    void anInstallSaysWhoBroughtIt() throws IOException {
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
    void aClicksOwnParametersComeBackAndNothingElseOfIt() throws IOException {
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
    void ofAForeignAttributionNothingButItsExistenceIsSaid() throws IOException {
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
    void anOrganicInstallSaysSo() throws IOException {
        assertThat(sent(install(null), SettingsFixture.fullPanel()))
                .containsEntry("is_organic", "1")
                .containsEntry("tracker_name", "Organic");
    }

    @Test
    void anEventCarriesItsLabelAndItsRevenue() throws IOException {
        assertThat(sent(event(), SettingsFixture.fullPanel()))
                .containsEntry("event", "ev0001")
                .containsEntry("event_name", "buy")
                .containsEntry("revenue_float", "12.5")
                .containsEntry("revenue", "1250")
                .containsEntry("currency", "EUR")
                .containsEntry("partner_parameters", "{\"plan\":\"gold\"}");
    }

    @Test
    void withoutItsSwitchNoRevenueAndNoPartnerParameterLeaves() throws IOException {
        var panel = panel(null, null, null, DataScope.ALL);

        assertThat(sent(event(), panel))
                .containsEntry("event_name", "buy")
                .doesNotContainKeys("revenue_float", "revenue", "currency", "partner_parameters");
    }

    @Test
    void whatIsWithheldHasAReason() throws IOException {
        assertThat(withheld(install(null), Panel.untouched())).isEqualTo("panel_inactive");
        assertThat(withheld(session(), panel(null, null, null, DataScope.ALL))).isEqualTo("session_forwarding_off");
        assertThat(withheld(install(BY_ANOTHER), panel(true, null, null, DataScope.ATTRIBUTED)))
                .isEqualTo("out_of_scope");
        assertThat(withheld(install(null), panel(true, null, null, DataScope.ATTRIBUTED)))
                .isEqualTo("out_of_scope");
    }

    @Test
    void everyPartnerIdGetsACallbackOfItsOwn() throws IOException {
        var panel = new Panel(null, List.of("a", "b"), null, null, null, null, null, null, null, null, null, null);

        var callbacks = forwarder()
                .forward(install(BY_BACKINAPP), settings.with(panel).latest())
                .callbacks();

        assertThat(callbacks).extracting(Callback::partnerId).containsExactly("a", "b");
        assertThat(callbacks).extracting(Callback::callbackId).doesNotHaveDuplicates();
    }

    @Test
    void postIsOneFlatObjectOfTexts() throws IOException {
        var panel = new Panel(
                null, List.of("a"), null, null, null, null, null, null, Callback.Method.POST, null, null, null);

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

    private Map<String, String> sent(Attributed activity, Panel panel) throws IOException {
        return sent(forwarder(), activity, panel);
    }

    private Map<String, String> sent(Forwarder forwarder, Attributed activity, Panel panel) {
        var forwarded = forwarder.forward(activity, settings.with(panel).latest());
        assertThat(forwarded.callbacks()).hasSize(1);
        var payload = forwarded.callbacks().getFirst().payload();
        assertThat(payload).matches("[A-Za-z0-9._~%&=-]*");
        return FormData.parse(payload).byName();
    }

    private @Nullable String withheld(Attributed activity, Panel panel) throws IOException {
        var forwarded = forwarder().forward(activity, settings.with(panel).latest());
        assertThat(forwarded.callbacks()).isEmpty();
        return forwarded.decided().getFirst().withheld();
    }

    /** With the template that is shipped, so that it is tested, too. */
    private static Forwarder forwarder() throws IOException {
        var expressions = new YAMLMapper()
                .readValue(
                        Files.readString(Path.of("config", "backinapp.yaml")),
                        new TypeReference<LinkedHashMap<String, String>>() {});
        return new Forwarder(Template.parse(expressions));
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
                null);
    }

    private Attributed install(@Nullable Attribution attribution) {
        var session = reports.session(
                OPENED, "idfa", IDFA, "os_name", "ios", "country", "DE", "device_name", "iPhone 15 & more");
        return attributed(ActivityKind.INSTALL, session, attribution);
    }

    private Attributed session() {
        return attributed(ActivityKind.SESSION, reports.session(OPENED, "idfa", IDFA), null);
    }

    private Attributed event() {
        var revenue = new Revenue(new BigDecimal("12.5"), "EUR");
        return attributed(
                ActivityKind.EVENT, reports.event(OPENED, SettingsFixture.PURCHASE, revenue, "idfa", IDFA), null);
    }

    private static Attributed attributed(ActivityKind kind, Activity activity, @Nullable Attribution attribution) {
        var device = new DeviceView(
                "0123456789abcdef0123456789abcdef",
                new DeviceIds(Map.of(DeviceIdType.IDFA, IDFA)),
                OPENED,
                OPENED,
                1,
                DeviceFacts.none().updated(activity.parameters(), Place.unknown()),
                null,
                false,
                activity.id(),
                attribution);
        return new Attributed(
                activity.id(),
                activity.receivedAt(),
                activity.settingsVersion(),
                kind,
                SHOP,
                Environment.PRODUCTION,
                activity,
                device,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static Attribution attribution(Tracker tracker) {
        var parameters = new Parameters(
                Map.of("backinapp_click_id", "click-1", "campaign", "spring", "ip_address", "192.0.2.1"));
        return new Attribution(
                EngagementKind.CLICK, Match.DEVICE, UUID.randomUUID(), tracker, OPENED.minusSeconds(300), parameters);
    }
}
