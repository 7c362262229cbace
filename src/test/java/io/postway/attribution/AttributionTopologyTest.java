package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static io.postway.event.Activities.IDFA;
import static io.postway.event.Activities.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Callback;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Place;
import io.postway.event.Rejected;
import io.postway.event.Revenue;
import io.postway.event.Session;
import io.postway.event.Tracker;
import io.postway.settings.SettingsFixture;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttributionTopologyTest extends OnAttributionStage {

    private static final Instant CLICKED = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant OPENED = CLICKED.plus(Duration.ofMinutes(5));
    private static final Tracker BACKINAPP =
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("spring"), Partner.BACKINAPP);

    @Test
    void aSessionAfterAClickIsAnInstallThatTheClickGets() {
        // Given: click {idfa}
        stage.receive(reports.click(CLICKED, BACKINAPP, "idfa", IDFA, "backinapp_click_id", "click-1"));

        // When
        stage.receive(reports.session(OPENED, "idfa", IDFA));

        // Then
        var install = stage.only(TOPICS.attributed());
        assertThat(install.kind()).isEqualTo(ActivityKind.INSTALL);
        assertThat(install.device().attribution())
                .extracting(Attribution::tracker)
                .isEqualTo(BACKINAPP);
        assertThat(install.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.verdict()).isEqualTo("won");
            assertThat(candidate.ageSeconds()).isEqualTo(300);
        });
        var callback = stage.only(TOPICS.callbacks());
        assertThat(callback.payload())
                .contains("activity_kind=install", "BackInApp%3A%3Aspring", "backinapp_click_id=click-1");
        assertThat(install.forwarding())
                .singleElement()
                .satisfies(forwarding -> assertThat(forwarding.callbackId()).isEqualTo(callback.callbackId()));
    }

    @Test
    void aSessionWithoutAClickIsAnOrganicInstall() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed()).device().attribution()).isNull();
        assertThat(stage.only(TOPICS.callbacks()).payload()).contains("tracker_name=Organic");
    }

    @Test
    void theSecondSessionOfADeviceIsASession() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));
        stage.receive(reports.session(OPENED.plusSeconds(3600), "idfa", IDFA));

        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.SESSION);
        assertThat(stage.read(TOPICS.callbacks()))
                .extracting(Callback::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.SESSION);
    }

    @Test
    void anyIdThatEverCameWithADeviceFindsIt() {
        stage.receive(reports.session(OPENED, "idfa", IDFA, "idfv", "A5C0B0B0-0000-4000-8000-000000000001"));
        stage.receive(reports.event(
                OPENED.plusSeconds(1), SettingsFixture.PURCHASE, null, "idfv", "a5c0b0b0-0000-4000-8000-000000000001"));

        assertThat(stage.read(TOPICS.attributed()).stream()
                        .map(found -> found.device().adid())
                        .distinct())
                .hasSize(1);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    @Test
    void anEventIsForwardedWithItsRevenue() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));
        var revenue = new Revenue(new BigDecimal("9.99"), "EUR");
        stage.receive(reports.event(OPENED.plusSeconds(1), SettingsFixture.PURCHASE, revenue, "idfa", IDFA));

        var event = stage.read(TOPICS.attributed()).getLast();
        assertThat(event.kind()).isEqualTo(ActivityKind.EVENT);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    @Test
    void anEventThatIsNotLinkedSaysWhyNothingWentOut() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));
        stage.receive(reports.event(OPENED.plusSeconds(1), SettingsFixture.REGISTRATION, null, "idfa", IDFA));

        assertThat(stage.read(TOPICS.attributed()).getLast().forwarding())
                .singleElement()
                .satisfies(forwarding -> assertThat(forwarding.withheld()).isEqualTo("event_not_linked"));
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void whatDoesNotCountIsKeptWithItsReasonAndChangesNothing() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));
        stage.receive(reports.event(OPENED.plusSeconds(60), SettingsFixture.REGISTRATION, null, "idfa", IDFA));
        stage.receive(reports.event(OPENED.plusSeconds(61), SettingsFixture.REGISTRATION, null, "idfa", IDFA));
        stage.receive(reports.session(OPENED.plusSeconds(600), "idfa", IDFA));
        stage.receive(reports.session(OPENED.plusSeconds(1_200), "idfa", IDFA));

        assertThat(stage.read(TOPICS.rejected()))
                .extracting(Rejected::reason)
                .containsExactly("unique_event_seen", "too_frequent_session");
        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.EVENT, ActivityKind.SESSION);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    @Test
    void aReportThatComesAgainCountsOnce() {
        stage.receive(reports.session(OPENED, "idfa", IDFA, "event_id", "report-1"));
        stage.receive(
                reports.event(OPENED.plusSeconds(1), SettingsFixture.PURCHASE, null, "idfa", IDFA, "event_id", "1"));
        stage.receive(
                reports.event(OPENED.plusSeconds(2), SettingsFixture.PURCHASE, null, "idfa", IDFA, "event_id", "1"));
        stage.receive(
                reports.event(OPENED.plusSeconds(3), SettingsFixture.PURCHASE, null, "idfa", IDFA, "event_id", "2"));
        var days = CountedReports.RETENTION.plusDays(2);
        stage.receive(reports.session(OPENED.plus(days), "idfa", IDFA, "event_id", "report-1"));

        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("repeated_report");
        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.EVENT, ActivityKind.EVENT, ActivityKind.SESSION);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(4);
    }

    @Test
    void aReportThatDidNotCountMayCountWhenItComesAgain() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));
        stage.receive(reports.session(OPENED.plusSeconds(60), "idfa", IDFA, "event_id", "1"));
        stage.receive(reports.session(OPENED.plusSeconds(3_600), "idfa", IDFA, "event_id", "1"));

        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("too_frequent_session");
        assertThat(stage.read(TOPICS.attributed())).hasSize(2);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    @Test
    void productionAndSandboxDevicesNeverMeet() {
        stage.receive(reports.session(Environment.SANDBOX, OPENED, "idfa", IDFA));
        stage.receive(reports.session(OPENED.plusSeconds(1), "idfa", IDFA));

        var installs = stage.read(TOPICS.attributed());
        assertThat(installs).extracting(Attributed::kind).containsOnly(ActivityKind.INSTALL);
        assertThat(installs.getFirst().forwarding().getFirst().withheld()).isEqualTo("sandbox_environment");
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsKeptAndTheStreamGoesOn() {
        stage.receive("not json".getBytes(StandardCharsets.UTF_8), OPENED);
        stage.receive(reports.session(OPENED, "idfa", IDFA));

        var rejected = stage.only(TOPICS.rejected());
        assertThat(rejected.reason()).isEqualTo("unreadable");
        assertThat(rejected.body().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("not json");
        assertThat(stage.read(TOPICS.attributed())).hasSize(1);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void whatFailsIsKeptAndHasChangedNothing() {
        var impossible = new Session(
                UUID.randomUUID(),
                OPENED,
                settings.latest().version(),
                SHOP,
                Environment.PRODUCTION,
                DeviceIds.in(new Parameters(Map.of("idfa", IDFA))),
                Instant.MIN,
                Parameters.none(),
                null,
                Place.unknown(),
                null,
                null,
                false,
                false,
                null);
        stage.receive(impossible);
        stage.receive(reports.session(OPENED, "idfa", IDFA));

        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("failed");
        assertThat(stage.only(TOPICS.attributed()).kind()).isEqualTo(ActivityKind.INSTALL);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void aReplayDecidesTheSame() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));
        var first = stage.only(TOPICS.attributed());
        var firstCallback = stage.only(TOPICS.callbacks());
        stage.close();
        start();

        stage.receive(reports.session(OPENED, "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed())).isEqualTo(first);
        assertThat(stage.only(TOPICS.callbacks())).isEqualTo(firstCallback);
    }
}
