package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static io.postway.event.Activities.IDFA;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Activities;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.Candidate;
import io.postway.event.Engagement.Flag;
import io.postway.event.EngagementKind;
import io.postway.event.Partner;
import io.postway.event.Tracker;
import io.postway.settings.SettingsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which engagements wait for an install, and how long. */
class EngagementTopologyTest extends OnAttributionStage {

    private static final Instant CLICKED = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant OPENED = CLICKED.plus(Duration.ofMinutes(5));
    private static final Tracker BACKINAPP =
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("spring"), Partner.BACKINAPP);

    @Test
    void aHotIdentifierCostsNoMoreThanItsBound() {
        for (int second = 0; second < EngagementStore.MAX_NUMBER + 50; second++) {
            stage.receive(
                    reports.click(CLICKED.plusSeconds(second), BACKINAPP, "idfa", IDFA, "n", String.valueOf(second)));
        }

        stage.receive(reports.session(OPENED, "idfa", IDFA));

        var install = stage.only(TOPICS.attributed());
        assertThat(install.candidates()).hasSize(EngagementStore.MAX_NUMBER);
        assertThat(install.candidates().getFirst().ageSeconds()).isEqualTo(300 - EngagementStore.MAX_NUMBER - 49);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void whatIsOlderThanAnyWindowIsForgotten() {
        stage.receive(reports.click(CLICKED, BACKINAPP, "idfa", IDFA));
        var later = CLICKED.plus(EngagementStore.MAX_AGE).plusSeconds(1);
        stage.receive(reports.click(later, BACKINAPP, "idfa", IDFA));

        stage.receive(reports.session(later.plusSeconds(1), "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed()).candidates()).hasSize(1);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void anIdentifierThatBeginsLikeAnothersKeysFindsNothingOfItsOwner() {
        stage.receive(reports.click(CLICKED, BACKINAPP, "idfa", IDFA + "|0"));

        stage.receive(reports.session(OPENED, "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed()).candidates()).isEmpty();
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void aHashedIdMeetsTheRawOne() {
        stage.receive(reports.click(CLICKED, BACKINAPP, "idfa_lower_sha1", "e908fc4f2094e1d4e21f118082882b91319c4741"));

        stage.receive(reports.session(OPENED, "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed()).device().attribution()).isNotNull();
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void aProgramsClickWinsNothing() {
        stage.receive(reports.flagged(CLICKED, BACKINAPP, Flag.PREVIEW, "idfa", IDFA));

        stage.receive(reports.session(OPENED, "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed()).candidates()).isEmpty();
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
        assertThat(stage.metric("noted")).isEqualTo(1);
    }

    @Test
    void aDoubleClickIsTwoCandidates() {
        stage.receive(reports.click(CLICKED, BACKINAPP, "idfa", IDFA));
        stage.receive(reports.click(CLICKED.plusMillis(300), BACKINAPP, "idfa", IDFA));

        stage.receive(reports.session(OPENED, "idfa", IDFA));

        assertThat(stage.only(TOPICS.attributed()).candidates())
                .extracting(Candidate::verdict)
                .containsExactly("won", "not_the_latest");
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void anImpressionWinsOnceItsAppGivesItAWindow() {
        stage.receive(reports.impression(CLICKED, BACKINAPP, "idfa", IDFA));
        settings.with(SettingsFixture.appWithImpressions(24));
        var enabled = new Activities(settings.latest().version());
        stage.receive(enabled.impression(CLICKED.plusSeconds(1), BACKINAPP, "idfa", IDFA));

        stage.receive(enabled.session(OPENED, "idfa", IDFA));

        var install = stage.only(TOPICS.attributed());
        assertThat(install.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.step()).isEqualTo("impression_device_match");
            assertThat(candidate.verdict()).isEqualTo("won");
        });
        assertThat(install.device().attribution()).extracting(Attribution::kind).isEqualTo(EngagementKind.IMPRESSION);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void aThousandImpressionsPushOutNoClick() {
        settings.with(SettingsFixture.appWithImpressions(24));
        var enabled = new Activities(settings.latest().version());
        stage.receive(enabled.click(CLICKED, BACKINAPP, "idfa", IDFA));
        for (int i = 1; i <= 1_000; i++) {
            stage.receive(enabled.impression(CLICKED.plusMillis(i), BACKINAPP, "idfa", IDFA));
        }

        stage.receive(enabled.session(OPENED, "idfa", IDFA));

        var candidates = stage.only(TOPICS.attributed()).candidates();
        assertThat(candidates).hasSize(1 + EngagementStore.MAX_NUMBER);
        assertThat(candidates.getFirst().step()).isEqualTo("click_device_match");
        assertThat(candidates.getFirst().verdict()).isEqualTo("won");
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void aReportThatNamesOurOwnIdFindsItsDevice() {
        stage.receive(reports.session(OPENED, "idfa", IDFA));
        var adid = stage.only(TOPICS.attributed()).device().adid();

        stage.receive(reports.event(OPENED.plusSeconds(1), SettingsFixture.PURCHASE, null, "adid", adid));

        assertThat(stage.only(TOPICS.attributed()).device().adid()).isEqualTo(adid);
        assertThat(stage.read(TOPICS.callbacks())).hasSize(2);
    }
}
