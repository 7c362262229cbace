package io.postway.it;

import static io.postway.event.ActivityKind.EVENT;
import static io.postway.event.ActivityKind.INSTALL;
import static io.postway.event.ActivityKind.REATTRIBUTION;
import static io.postway.event.ActivityKind.SESSION;
import static io.postway.it.GuideShop.ago;
import static io.postway.it.GuideShop.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Json;
import io.postway.forwarding.ParameterGroup;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What BackInApp's guide promises, sentence by sentence: sections 1 and 1.1, and what 1.2 says of its list. From the
 * panel and the doors to the callbacks' topic.
 */
@ExtendWith(SharedInstance.Resolver.class)
class BackinappGuideIT {

    private static final String ACTIVE = "{\"partner_ids\":[\"partner-1\"]}";

    private static SharedInstance instance;

    @BeforeAll
    static void start(SharedInstance shared) {
        instance = shared;
    }

    // --- 1: activation ---

    @Test
    void everySettingOfBackInAppIsFoundInItsPanelOfTheApp() {
        var panel = GuideShop.open(instance).panel();

        assertThat(panel.propertyNames())
                .contains(
                        "enabled",
                        "partner_ids",
                        "session_forwarding",
                        "revenue_forwarding",
                        "partner_parameter_forwarding",
                        "event_links",
                        "data_scope");
    }

    @Test
    void aPartnerIdActivatesThePanelAndWithoutOneNothingGoesOut() {
        var shop = GuideShop.open(instance);
        var before = newPhone();
        var after = newPhone();
        shop.opens("idfa=" + before);

        shop.change(ACTIVE);
        shop.opens("idfa=" + after);

        shop.awaits(INSTALL, after);
        assertThat(shop.heard(INSTALL, before)).isEmpty();
    }

    @Test
    void theIdThatBackInAppGaveComesBackAsItIs() {
        var shop = GuideShop.open(instance, "{\"partner_ids\":[\"Größe 7/&x=1\"]}");
        var phone = newPhone();

        shop.opens("idfa=" + phone);

        assertThat(shop.awaits(INSTALL, phone)).containsEntry("partner_id", "Größe 7/&x=1");
    }

    @Test
    void onceActivatedInstallsAndReattributionsGoOutByThemselves() {
        var shop = GuideShop.open(instance, ACTIVE);
        var phone = newPhone();
        shop.opens("idfa=" + phone + ago(Duration.ofDays(30)));
        shop.click("idfa=" + phone);

        shop.opens("idfa=" + phone);

        shop.awaits(REATTRIBUTION, phone);
        assertThat(shop.kindsAfterAll(phone)).containsExactly("install", "reattribution");
    }

    @Test
    void sessionsGoOutOnceTheirSwitchIsOn() {
        var shop = GuideShop.open(instance, ACTIVE);
        var phone = newPhone();
        shop.opens("idfa=" + phone + ago(Duration.ofHours(3)));
        shop.opens("idfa=" + phone + ago(Duration.ofHours(2)));

        shop.change("{\"session_forwarding\":true}");
        shop.opens("idfa=" + phone + ago(Duration.ofHours(1)));

        assertThat(shop.awaits(SESSION, phone)).containsEntry("session_count", "3");
        assertThat(shop.kindsAfterAll(phone)).containsExactly("install", "session");
    }

    @Test
    void eventsGoOutOnceTheyAreActivated() {
        var shop = GuideShop.open(instance, ACTIVE);
        var phone = newPhone();
        shop.opens("idfa=" + phone);
        shop.does("ev0001", "idfa=" + phone);

        shop.change("{\"event_links\":{\"ev0001\":\"purchase\"}}");
        shop.does("ev0001", "idfa=" + phone);

        shop.awaits(EVENT, phone);
        assertThat(shop.kindsAfterAll(phone)).containsExactly("install", "event");
    }

    // --- 1.1: events and revenue ---

    @Test
    void eachEventIsActivatedByItself() {
        var shop = linking("{\"ev0002\":\"registration\"}");

        assertThat(eventsHeard(shop)).containsExactly("ev0002");
    }

    @Test
    void thePartnerSeesTheNameThatWasEntered() {
        var shop = linking("{\"ev0002\":\"Anmeldung & mehr\"}");

        assertThat(namesHeard(shop)).containsExactly("Anmeldung & mehr");
    }

    @Test
    void theNameMayBeTheAppsOwn() {
        var shop = linking("{\"ev0003\":\"Level reached\"}");

        assertThat(namesHeard(shop)).containsExactly("Level reached");
    }

    @Test
    void oneRequestGivesEveryEventItsOwnName() {
        var shop = GuideShop.open(instance, ACTIVE);

        assertThat(shop.fillWithEventNames().statusCode()).isEqualTo(200);

        assertThat(shop.panel().get("event_links"))
                .isEqualTo(Json.MAPPER.valueToTree(
                        Map.of("ev0001", "Purchase", "ev0002", "Registration", "ev0003", "Level reached")));
        assertThat(namesHeard(shop)).containsExactly("Purchase", "Registration", "Level reached");
    }

    @Test
    void severalEventsMayShareANameAndAreOneTypeToThePartner() {
        var shop = linking("{\"ev0001\":\"milestone\",\"ev0002\":\"milestone\"}");

        assertThat(namesHeard(shop)).containsExactly("milestone", "milestone");
    }

    @Test
    void revenueGoesOutOnceItsSwitchIsOn() {
        var shop = linking("{\"ev0001\":\"purchase\"}");
        var phone = newPhone();
        shop.opens("idfa=" + phone);
        shop.does("ev0001", "idfa=" + phone + "&revenue=12.50&currency=EUR");

        shop.change("{\"revenue_forwarding\":true}");
        shop.does("ev0001", "idfa=" + phone + "&revenue=13.00&currency=EUR");

        assertThat(shop.kindsAfterAll(phone)).containsExactly("install", "event", "event");
        var events = shop.heard(EVENT, phone);
        assertThat(events.getFirst()).doesNotContainKeys("revenue", "revenue_float", "currency");
        assertThat(events.getLast())
                .containsEntry("revenue_float", "13.00")
                .containsEntry("revenue", "1300")
                .containsEntry("currency", "EUR");
    }

    @Test
    void theSwitchForRevenueNeedsARevenueEventThatIsActivated() {
        var shop = linking("{\"ev0002\":\"registration\"}");

        var refused = shop.change("{\"revenue_forwarding\":true}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("revenue_forwarding needs at least one revenue event");
        assertThat(shop.change("{\"revenue_forwarding\":true,\"event_links\":{\"ev0001\":\"purchase\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsSavedHoldsForTheNextEventAndNoEarlierOne() {
        var shop = linking("{\"ev0002\":\"old name\"}");
        var phone = newPhone();
        shop.opens("idfa=" + phone);
        shop.does("ev0002", "idfa=" + phone);

        shop.change("{\"event_links\":{\"ev0002\":\"new name\"}}");
        shop.does("ev0002", "idfa=" + phone);

        assertThat(shop.kindsAfterAll(phone)).hasSize(3);
        assertThat(shop.heard(EVENT, phone))
                .extracting(event -> event.get("event_name"))
                .containsExactly("old name", "new name");
    }

    // --- 1.2: what is sent ---

    @Test
    void activatingThePanelSendsTheWholeListButForWhatHasASwitch() {
        var shop = GuideShop.open(instance, ACTIVE);
        var phone = newPhone();
        shop.click("idfa=" + phone + "&campaign=spring");

        shop.opens("idfa=" + phone + "&app_version=1.2&device_name=iPhone15,3&os_name=ios&os_version=17.5"
                + "&ip_address=192.0.2.9&language=de&user_agent=Shop");

        var said = shop.awaits(INSTALL, phone).keySet();
        assertThat(EnumSet.allOf(ParameterGroup.class))
                .filteredOn(group -> !group.isIn(said))
                .containsExactly(
                        ParameterGroup.REVENUE_DATA,
                        ParameterGroup.PARTNER_PARAMETERS,
                        ParameterGroup.REJECTION_REASON);
    }

    private static GuideShop linking(String events) {
        return GuideShop.open(instance, "{\"partner_ids\":[\"partner-1\"],\"event_links\":" + events + "}");
    }

    private static List<String> eventsHeard(GuideShop shop) {
        return heardOfEvents(shop, "event");
    }

    private static List<String> namesHeard(GuideShop shop) {
        return heardOfEvents(shop, "event_name");
    }

    /** One parameter of what is heard after each of the app's events has happened once, in order. */
    private static List<String> heardOfEvents(GuideShop shop, String parameter) {
        var phone = newPhone();
        shop.opens("idfa=" + phone);
        for (String event : List.of("ev0001", "ev0002", "ev0003")) {
            shop.does(event, "idfa=" + phone);
        }
        assertThat(shop.kindsAfterAll(phone)).startsWith("install");
        return shop.heard(EVENT, phone).stream()
                .map(event -> event.get(parameter))
                .toList();
    }
}
