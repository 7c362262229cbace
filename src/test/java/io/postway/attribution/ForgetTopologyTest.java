package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static io.postway.event.Activities.IDFA;
import static io.postway.event.Activities.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.DeviceDigest;
import io.postway.event.Environment;
import io.postway.event.Forgotten;
import io.postway.event.Partner;
import io.postway.event.Platform;
import io.postway.event.Tracker;
import io.postway.settings.SettingsFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left of a device that was erased: nothing by which anybody could find it. */
class ForgetTopologyTest extends OnAttributionStage {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");
    private static final String IDFV = "A5C0B0B0-0000-4000-8000-000000000001";
    private static final String OAID = "6a9b5b1c-0000-4000-8000-000000000001";
    private static final Tracker BACKINAPP =
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of(), Partner.BACKINAPP);

    @Test
    void everythingThatIsKnownOfTheDeviceIsGoneFromEveryStore() {
        stage.receive(reports.click(AT, BACKINAPP, "idfa", IDFA, "backinapp_click_id", "click-1"));
        stage.receive(reports.session(AT.plusSeconds(1), "idfa", IDFA, "idfv", IDFV));
        var adid = stage.only(TOPICS.attributed()).device().adid();
        stage.read(TOPICS.callbacks());

        stage.receive(reports.forget(AT.plusSeconds(2), "idfa", IDFA));

        stage.read(TOPICS.attributed());
        stage.read(TOPICS.callbacks());
        assertThat(stage.read(TOPICS.forgotten()))
                .extracting(Forgotten::digest)
                .contains(
                        DeviceDigest.of(SHOP, "idfa:" + IDFA),
                        DeviceDigest.of(SHOP, "idfv:" + IDFV),
                        DeviceDigest.ofAdid(SHOP, adid),
                        DeviceDigest.of(SHOP, "idfa_lower_md5:6fb7d91b8d57903204a9e2bf8c3508fa"));
        assertThat(stage.everythingStored()).doesNotContain(IDFA, IDFV, adid, "click-1", IDFA.toLowerCase(Locale.ROOT));
    }

    @Test
    void thePartnerIsToldAndNothingButOurOwnIdNamesTheDevice() {
        stage.receive(reports.click(AT, BACKINAPP, "idfa", IDFA, "backinapp_click_id", "click-1"));
        stage.receive(reports.session(AT.plusSeconds(1), "idfa", IDFA));
        var adid = stage.only(TOPICS.attributed()).device().adid();
        stage.read(TOPICS.callbacks());

        stage.receive(reports.forget(AT.plusSeconds(2), "idfa", IDFA));

        var told = stage.only(TOPICS.attributed());
        assertThat(told.kind()).isEqualTo(ActivityKind.GDPR_FORGET_DEVICE);
        assertThat(told.device().adid()).isEqualTo(adid);
        assertThat(new String(TOPICS.attributed().write(told), StandardCharsets.UTF_8))
                .doesNotContain(IDFA);
        assertThat(stage.only(TOPICS.callbacks()).payload())
                .contains("activity_kind=gdpr_forget_device")
                .doesNotContain(IDFA);
        assertThat(stage.read(TOPICS.forgotten())).isNotEmpty();
    }

    /** Its panel may go by platform, and an id that told it is gone. */
    @Test
    void whatTheDeviceRanIsStillKnown() {
        stage.receive(reports.session(AT, "oaid", OAID));
        stage.read(TOPICS.attributed());
        assertThat(stage.only(TOPICS.callbacks()).platform()).isEqualTo(Platform.ANDROID);

        stage.receive(reports.forget(AT.plusSeconds(1), "oaid", OAID));

        stage.read(TOPICS.attributed());
        assertThat(stage.only(TOPICS.callbacks()).platform()).isEqualTo(Platform.ANDROID);
        assertThat(stage.read(TOPICS.forgotten())).isNotEmpty();
    }

    @Test
    void laterReportsAreCountedAndNothingElse() {
        stage.receive(reports.session(AT, "idfa", IDFA, "idfv", IDFV));
        stage.receive(reports.forget(AT.plusSeconds(1), "idfa", IDFA));
        stage.read(TOPICS.attributed());
        stage.read(TOPICS.callbacks());
        stage.read(TOPICS.forgotten());

        stage.receive(reports.session(AT.plusSeconds(3_600), "idfa", IDFA));
        stage.receive(reports.session(Environment.SANDBOX, AT.plusSeconds(3_601), "idfv", IDFV));
        stage.receive(reports.event(AT.plusSeconds(3_602), SettingsFixture.PURCHASE, null, "idfv", IDFV));

        assertThat(stage.metric("dropped")).isEqualTo(3);
    }

    @Test
    void anEngagementOfAnErasedDeviceWinsNothing() {
        stage.receive(reports.forget(AT, "idfa", IDFA));
        stage.read(TOPICS.forgotten());

        stage.receive(
                reports.click(AT.plusSeconds(1), BACKINAPP, "idfa_lower_md5", "6fb7d91b8d57903204a9e2bf8c3508fa"));

        assertThat(stage.metric("noted")).isEqualTo(1);
        assertThat(stage.everythingStored()).doesNotContain("6fb7d91b8d57903204a9e2bf8c3508fa");
    }

    @Test
    void bothEnvironmentsAreErased() {
        stage.receive(reports.session(AT, "idfa", IDFA));
        stage.receive(reports.session(Environment.SANDBOX, AT.plusSeconds(1), "idfa", IDFA));
        stage.read(TOPICS.attributed());
        stage.read(TOPICS.callbacks());

        stage.receive(reports.forget(AT.plusSeconds(2), "idfa", IDFA));

        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::environment)
                .containsExactlyInAnyOrder(Environment.values());
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
        assertThat(stage.read(TOPICS.forgotten())).isNotEmpty();
    }

    @Test
    void eventsThatWaitForTheDeviceWaitNoLonger() {
        stage.receive(reports.event(AT, SettingsFixture.PURCHASE, null, "idfa", IDFA));

        stage.receive(reports.forget(AT.plusSeconds(1), "idfa", IDFA));

        assertThat(stage.read(TOPICS.forgotten())).isNotEmpty();
        assertThat(stage.metric("dropped")).isEqualTo(1);
        assertThat(stage.everythingStored()).doesNotContain(IDFA);
    }

    @Test
    void anotherDeviceIsNotTouched() {
        var other = "11111111-1111-4111-8111-111111111111";
        stage.receive(reports.session(AT, "idfa", other));

        stage.receive(reports.forget(AT.plusSeconds(1), "idfa", IDFA));
        stage.receive(reports.event(AT.plusSeconds(2), SettingsFixture.PURCHASE, null, "idfa", other));

        assertThat(stage.read(TOPICS.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.EVENT);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
        assertThat(stage.read(TOPICS.forgotten()).stream().flatMap(one -> Stream.of(one.digest())))
                .hasSize(5)
                .doesNotContain(DeviceDigest.of(SHOP, "idfa:" + other));
    }
}
