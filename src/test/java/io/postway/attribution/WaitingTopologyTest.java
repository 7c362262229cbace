package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static io.postway.event.Activities.IDFA;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Activities;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Event;
import io.postway.event.Parameters;
import io.postway.event.Place;
import io.postway.event.Rejected;
import io.postway.settings.SettingsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that come before their device does. */
class WaitingTopologyTest extends OnAttributionStage {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void anEventWaitsForItsSessionAndThenCounts() {
        purchase(AT, "idfa", IDFA);
        purchase(AT.plusSeconds(60), "idfa", IDFA);

        stage.receive(reports.session(AT.plusSeconds(599), "idfa", IDFA));

        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.EVENT, ActivityKind.EVENT);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(3);
        assertThat(stage.metric("resumed")).isEqualTo(2);
    }

    @Test
    void afterTenMinutesOfTheRecordsTimeItIsRefused() {
        purchase(AT, "idfa", IDFA);

        stage.receive(reports.session(AT.plus(WaitingEvents.PATIENCE).plusSeconds(20), "idfv", "ANOTHER"));

        var rejected = stage.only(TOPICS.rejected());
        assertThat(rejected.reason()).isEqualTo("device_not_found");
        assertThat(rejected.stage()).isEqualTo("attribution");
        assertThat(TOPICS.activities().read(rejected.body().bytes()).receivedAt())
                .isEqualTo(AT);
        stage.receive(reports.session(AT.plus(Duration.ofHours(1)), "idfa", IDFA));
        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.INSTALL);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    @Test
    void aLaterReportThatTiesTheIdToTheDeviceLetsItCount() {
        stage.receive(reports.session(AT, "idfa", IDFA));
        purchase(AT.plusSeconds(60), "idfv", "VENDOR-1");

        purchase(AT.plusSeconds(120), "idfa", IDFA, "idfv", "VENDOR-1");

        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.EVENT);
        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("out_of_order");
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    @Test
    void anotherEnvironmentsSessionIsNotTheirs() {
        purchase(AT, "idfa", IDFA);

        stage.receive(reports.session(Environment.SANDBOX, AT.plusSeconds(60), "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed()).kind()).isEqualTo(ActivityKind.INSTALL);
        assertThat(stage.metric("deferred")).isEqualTo(1);
        assertThat(stage.metric("resumed")).isZero();
    }

    @Test
    void oneThatFailsTakesNothingWithIt() {
        var impossible = new Event(
                UUID.randomUUID(),
                AT,
                settings.latest().version(),
                Activities.SHOP,
                Environment.PRODUCTION,
                DeviceIds.in(new Parameters(Map.of("idfa", IDFA))),
                SettingsFixture.PURCHASE,
                Instant.MIN,
                null,
                Parameters.none(),
                Parameters.none(),
                Parameters.none(),
                null,
                Place.unknown(),
                null,
                null);
        stage.receive(impossible);
        purchase(AT.plusSeconds(1), "idfa", IDFA);

        stage.receive(reports.session(AT.plusSeconds(60), "idfa", IDFA));

        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("failed");
        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.EVENT);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    @Test
    void aHotIdentifierCostsNoMoreThanItsBound() {
        for (int i = 0; i < WaitingEvents.MAX_NUMBER + 10; i++) {
            purchase(AT.plusMillis(i), "idfa", IDFA);
        }

        assertThat(stage.read(TOPICS.rejected()))
                .extracting(Rejected::reason)
                .hasSize(10)
                .containsOnly("device_not_found");
    }

    @Test
    void oneThatIsRepeatedWhileItWaitsCountsOnce() {
        purchase(AT, "idfa", IDFA, "event_id", "1");
        purchase(AT.plusSeconds(1), "idfa", IDFA, "event_id", "1");

        stage.receive(reports.session(AT.plusSeconds(60), "idfa", IDFA));

        assertThat(stage.read(TOPICS.attributed())).hasSize(2);
        assertThat(stage.only(TOPICS.rejected()).reason()).isEqualTo("repeated_report");
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }

    private void purchase(Instant at, String... parameters) {
        stage.receive(reports.event(at, SettingsFixture.PURCHASE, null, parameters));
    }
}
