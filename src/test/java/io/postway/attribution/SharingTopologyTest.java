package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static io.postway.event.Activities.IDFA;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Callback;
import io.postway.event.Environment;
import io.postway.event.Json;
import io.postway.event.Partner;
import io.postway.event.Tracker;
import io.postway.settings.SettingsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a device's user lets partners hear, from the report that says so on. */
class SharingTopologyTest extends OnAttributionStage {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");
    private static final Tracker BACKINAPP =
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of(), Partner.BACKINAPP);

    @Test
    void theReportThatSaysNoIsTheFirstThatIsKeptBack() {
        opens(0);
        opens(1, "sharing", "disable");
        opens(2);

        assertThat(withheld()).containsExactly(null, "sharing_disabled", "sharing_disabled");
        assertThat(kindsSent()).containsExactly(ActivityKind.INSTALL);
    }

    @Test
    void theReportThatSaysYesIsTheFirstThatGoesOutAgain() {
        opens(0, "sharing", "disable");
        opens(1, "sharing", "enable");

        assertThat(withheld()).containsExactly("sharing_disabled", null);
        assertThat(kindsSent()).containsExactly(ActivityKind.SESSION);
    }

    @Test
    void anEventSaysItAsWell() {
        opens(0);
        buys(Duration.ofMinutes(1), "partner_sharing_settings", "{\"backinapp\":{\"event\":false}}");
        buys(Duration.ofMinutes(2));
        opens(1);

        assertThat(withheld()).containsExactly(null, "sharing_of_kind_off", "sharing_of_kind_off", null);
        assertThat(kindsSent()).containsExactly(ActivityKind.INSTALL, ActivityKind.SESSION);
    }

    @Test
    void whatWasSaidOfOtherKindsStaysWhenMoreIsSaid() {
        opens(0, "partner_sharing_settings", "{\"backinapp\":{\"all\":false}}");
        opens(1, "partner_sharing_settings", "{\"backinapp\":{\"event\":true}}");
        buys(Duration.ofHours(1).plusMinutes(1));

        assertThat(withheld()).containsExactly("sharing_with_partner_off", "sharing_with_partner_off", null);
        assertThat(kindsSent()).containsExactly(ActivityKind.EVENT);
    }

    /** Both records of the one session. */
    @Test
    void aRefusedCreditIsKeptBackWithItsInstall() {
        stage.receive(reports.click(AT, BACKINAPP, "idfa", IDFA));

        stage.receive(reports.session(
                Environment.PRODUCTION,
                AT.plusSeconds(1),
                AT.plusSeconds(1),
                null,
                true,
                "idfa",
                IDFA,
                "partner_sharing_settings",
                "{\"backinapp\":{\"rejected_install\":false}}"));

        assertThat(withheld()).containsExactly("sharing_of_kind_off", null);
        assertThat(kindsSent()).containsExactly(ActivityKind.INSTALL);
    }

    @Test
    void aReportThatDoesNotCountIsHeardAllTheSame() {
        opens(0);
        stage.receive(reports.session(AT.plusSeconds(60), "idfa", IDFA, "sharing", "disable"));
        opens(1);

        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("too_frequent_session");
        assertThat(withheld()).containsExactly(null, "sharing_disabled");
        assertThat(kindsSent()).containsExactly(ActivityKind.INSTALL);
    }

    @Test
    void aRepetitionOfAnOlderReportTakesNothingBack() {
        opens(0, "event_id", "first", "sharing", "enable");
        opens(1, "sharing", "disable");
        opens(2, "event_id", "first", "sharing", "enable");
        opens(3);

        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("repeated_report");
        assertThat(withheld()).containsExactly(null, "sharing_disabled", "sharing_disabled");
        assertThat(kindsSent()).containsExactly(ActivityKind.INSTALL);
    }

    @Test
    void thatADeviceWasErasedIsToldWhateverItsUserSaid() {
        opens(0, "sharing", "disable");

        stage.receive(reports.forget(AT.plusSeconds(1), "idfa", IDFA));

        assertThat(withheld()).containsExactly("sharing_disabled", null);
        assertThat(kindsSent()).containsExactly(ActivityKind.GDPR_FORGET_DEVICE);
        assertThat(stage.read(TOPICS.forgotten())).isNotEmpty();
    }

    @Test
    void theDeviceSaysWhatItsUserSaid() {
        opens(0, "sharing", "enable", "partner_sharing_settings", "{\"backinapp\":{\"session\":false}}");

        var sharing = stage.only(TOPICS.attributed()).device().sharing();
        assertThat(Json.MAPPER.writeValueAsString(Objects.requireNonNull(sharing)))
                .isEqualTo("{\"enabled\":true,\"partners\":{\"backinapp\":{\"session\":false}}}");
        assertThat(kindsSent()).containsExactly(ActivityKind.INSTALL);
    }

    /** One that was written before anybody could say anything of it. */
    @Test
    void anOlderStoredDeviceHasSaidNothing() {
        opens(0);
        var device = stage.driver()
                .<String, Device>getKeyValueStore(Devices.DEVICES)
                .all()
                .next();
        var stored = Json.MAPPER.writeValueAsString(device.value);

        assertThat(stored).doesNotContain("sharing");
        assertThat(Json.MAPPER.readValue(stored, Device.class)).isEqualTo(device.value);
        assertThat(withheld()).containsOnlyNulls();
        assertThat(kindsSent()).hasSize(1);
    }

    private void opens(int hours, String... more) {
        stage.receive(reports.session(AT.plus(Duration.ofHours(hours)), withId(more)));
    }

    private void buys(Duration later, String... more) {
        stage.receive(reports.event(AT.plus(later), SettingsFixture.PURCHASE, null, withId(more)));
    }

    private static String[] withId(String... more) {
        var all = new String[more.length + 2];
        all[0] = "idfa";
        all[1] = IDFA;
        System.arraycopy(more, 0, all, 2, more.length);
        return all;
    }

    private List<String> withheld() {
        return stage.read(TOPICS.attributed()).stream()
                .map(Attributed::forwarding)
                .map(decided -> decided.getFirst().withheld())
                .toList();
    }

    private List<ActivityKind> kindsSent() {
        return stage.read(TOPICS.callbacks()).stream().map(Callback::kind).toList();
    }
}
