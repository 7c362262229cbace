package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Attributed.Candidate;
import io.postway.event.EngagementKind;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Tracker;
import io.postway.settings.Settings;
import io.postway.settings.SettingsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaterfallTest {

    private static final Instant INSTALL = Instant.parse("2026-03-10T12:00:00Z");
    private static final Tracker BACKINAPP =
            Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("spring"), Partner.BACKINAPP);
    private static final Tracker OTHER = Tracker.of(SettingsFixture.OTHER_LINK, "Other Network", List.of(), null);

    private final Settings settings = SettingsFixture.shop().latest();

    @Test
    void nobodyIsCreditedWithoutAClick() {
        assertThat(weigh()).isEqualTo(new Waterfall.Result(Optional.empty(), List.of()));
    }

    @Test
    void theLatestClickWins() {
        var result = weigh(clicked(BACKINAPP, Duration.ofHours(2)), clicked(OTHER, Duration.ofHours(1)));

        assertThat(result.winner().orElseThrow().tracker()).isEqualTo(OTHER);
        assertThat(result.candidates()).extracting(Candidate::verdict).containsExactly("won", "not_the_latest");
    }

    @Test
    void aClickCountsForExactlySevenDays() {
        assertThat(weigh(clicked(BACKINAPP, Duration.ofDays(7))).winner()).isPresent();
        var late = weigh(clicked(BACKINAPP, Duration.ofDays(7).plusMillis(1)));
        assertThat(late.winner()).isEmpty();
        assertThat(late.candidates()).extracting(Candidate::verdict).containsExactly("outside_window");
    }

    @Test
    void aLinksOwnWindowComesBeforeTheApps() {
        var result = weigh(clicked(OTHER, Duration.ofHours(25)), clicked(BACKINAPP, Duration.ofHours(26)));

        assertThat(result.winner().orElseThrow().tracker()).isEqualTo(BACKINAPP);
        assertThat(result.candidates()).extracting(Candidate::verdict).containsExactly("outside_window", "won");
    }

    @Test
    void aClickAfterTheInstallIsNoneOfItsCauses() {
        var result = weigh(clicked(BACKINAPP, Duration.ofSeconds(-6)));

        assertThat(result.winner()).isEmpty();
        assertThat(result.candidates()).extracting(Candidate::verdict).containsExactly("after_the_install");
    }

    @Test
    void clocksThatDifferALittleTakeNoInstallAway() {
        // The device rounds 12:00:00.900 to 12:00:00, and the click came at 12:00:00.200.
        assertThat(weigh(clicked(BACKINAPP, Duration.ofMillis(-200))).winner()).isPresent();
        assertThat(weigh(clicked(BACKINAPP, Duration.ofSeconds(-5))).winner()).isPresent();
    }

    @Test
    void theOrderOfTheCandidatesMakesNoDifference() {
        var clicks = Stream.of(1, 2, 3, 3, 200)
                .map(hours -> clicked(BACKINAPP, Duration.ofHours(hours)))
                .toList();
        var shuffled = new ArrayList<>(clicks);
        Collections.reverse(shuffled);

        assertThat(Waterfall.weigh(shuffled, INSTALL, SettingsFixture.app(), settings))
                .isEqualTo(Waterfall.weigh(clicks, INSTALL, SettingsFixture.app(), settings));
    }

    @Test
    void ofVeryManyTheWinnerAndTheFirstAreTold() {
        var many = new ArrayList<PastEngagement>();
        for (int second = 1; second <= 1_000; second++) {
            many.add(clicked(OTHER, Duration.ofSeconds(-5 - second)));
        }
        many.add(clicked(BACKINAPP, Duration.ofHours(1)));

        var result = Waterfall.weigh(many, INSTALL, SettingsFixture.app(), settings);

        assertThat(result.winner().orElseThrow().tracker()).isEqualTo(BACKINAPP);
        assertThat(result.candidates()).hasSize(Waterfall.MAX_CANDIDATES);
        assertThat(result.candidates().getFirst().verdict()).isEqualTo("won");
    }

    @Test
    void impressionsWinNothingBeforeTheyAreGivenAWindow() {
        var result = weigh(seen(BACKINAPP, Duration.ofMinutes(1)));

        assertThat(result.winner()).isEmpty();
        assertThat(result.candidates()).extracting(Candidate::verdict).containsExactly("not_enabled");
    }

    @Test
    void aClickWinsOverALaterImpression() {
        var result = weighWithImpressions(seen(OTHER, Duration.ofMinutes(1)), clicked(BACKINAPP, Duration.ofHours(20)));

        assertThat(result.winner().orElseThrow().tracker()).isEqualTo(BACKINAPP);
        assertThat(result.candidates()).extracting(Candidate::verdict).containsExactly("won", "click_came_first");
    }

    @Test
    void theLatestImpressionInsideItsWindowWinsWhereNoClickDoes() {
        var result = weighWithImpressions(
                clicked(BACKINAPP, Duration.ofDays(8)),
                seen(OTHER, Duration.ofHours(25)),
                seen(OTHER, Duration.ofHours(2)),
                seen(BACKINAPP, Duration.ofHours(1)));

        assertThat(result.winner().orElseThrow().kind()).isEqualTo(EngagementKind.IMPRESSION);
        assertThat(result.winner().orElseThrow().tracker()).isEqualTo(BACKINAPP);
        assertThat(result.candidates())
                .extracting(Candidate::verdict)
                .containsExactly("outside_window", "won", "not_the_latest", "outside_window");
    }

    private Waterfall.Result weighWithImpressions(PastEngagement... engagements) {
        return Waterfall.weigh(List.of(engagements), INSTALL, SettingsFixture.appWithImpressions(24), settings);
    }

    private Waterfall.Result weigh(PastEngagement... engagements) {
        return Waterfall.weigh(List.of(engagements), INSTALL, SettingsFixture.app(), settings);
    }

    private static PastEngagement clicked(Tracker tracker, Duration before) {
        return engaged(EngagementKind.CLICK, tracker, before);
    }

    private static PastEngagement seen(Tracker tracker, Duration before) {
        return engaged(EngagementKind.IMPRESSION, tracker, before);
    }

    private static PastEngagement engaged(EngagementKind kind, Tracker tracker, Duration before) {
        return new PastEngagement(kind, UUID.randomUUID(), tracker, INSTALL.minus(before), Parameters.none());
    }
}
