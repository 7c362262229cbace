package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static io.postway.event.Activities.IDFA;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Activities;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Click;
import io.postway.event.Engagement.Flag;
import io.postway.event.LinkTally;
import io.postway.event.Partner;
import io.postway.event.Tracker;
import io.postway.event.TrackerSeen;
import io.postway.settings.SettingsFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trackers come into being with their first engagement; too many are one. */
class TrackersTopologyTest {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");

    private static final int CHILDREN_PER_TRACKER = 3;

    private final SettingsFixture settings = SettingsFixture.shop()
            .with(SettingsFixture.appWithChildren(CHILDREN_PER_TRACKER))
            .with(SettingsFixture.fullPanel());
    private final Activities reports = new Activities(settings.latest().version());

    @TempDir
    private Path state;

    private AttributionStage stage;
    private int clicks;

    @BeforeEach
    void start() {
        stage = AttributionStage.start(settings, state);
    }

    @AfterEach
    void everythingWasSeenAndTheBooksBalance() {
        stage.assertNothingMore();
        assertThat(stage.read(TOPICS.trackers())).isEmpty();
        stage.close();
    }

    @Test
    void eachLevelIsMadeKnownOnce() {
        stage.receive(click("spring", "sports"));
        stage.receive(click("spring", "sports"));
        stage.receive(click("spring", "music"));

        assertThat(names())
                .containsExactly("BackInApp::spring", "BackInApp::spring::sports", "BackInApp::spring::music");
    }

    @Test
    void whatIsTooMuchOnALevelIsOneUnknown() {
        for (int campaign = 0; campaign < CHILDREN_PER_TRACKER + 2; campaign++) {
            stage.receive(click("c" + campaign));
        }
        var late = click("late", "sports");
        stage.receive(late);
        stage.receive(reports.session(late.receivedAt().plusSeconds(60), "idfa", IDFA));

        assertThat(names())
                .containsExactly(
                        "BackInApp::c0",
                        "BackInApp::c1",
                        "BackInApp::c2",
                        "BackInApp::unknown",
                        "BackInApp::unknown::sports");
        var credited = stage.only(TOPICS.attributed()).device().attribution();
        assertThat(credited).extracting(Attribution::tracker).isEqualTo(tracker("unknown", "sports"));
        assertThat(stage.only(TOPICS.callbacks()).payload()).contains("BackInApp%3A%3Aunknown%3A%3Asports");
    }

    @Test
    void eachTrackerHasARoomOfItsOwn() {
        for (int adgroup = 0; adgroup < CHILDREN_PER_TRACKER; adgroup++) {
            stage.receive(click("spring", "a" + adgroup));
            stage.receive(click("autumn", "a" + adgroup));
        }

        assertThat(names()).hasSize(2 + 2 * CHILDREN_PER_TRACKER).noneMatch(name -> name.contains("unknown"));
    }

    @Test
    void aKnownTrackerStaysKnownWhenTheLevelIsFull() {
        IntStream.range(0, CHILDREN_PER_TRACKER + 1).forEach(campaign -> stage.receive(click("c" + campaign)));
        stage.read(TOPICS.trackers());

        var known = click("c0");
        stage.receive(known);
        stage.receive(reports.session(known.receivedAt().plusSeconds(60), "idfa", IDFA));

        var credited = stage.only(TOPICS.attributed()).device().attribution();
        assertThat(credited).extracting(Attribution::tracker).isEqualTo(tracker("c0"));
        assertThat(stage.read(TOPICS.callbacks())).hasSize(1);
    }

    @Test
    void theLimitCanBeRaisedByTheClick() {
        for (int campaign = 0; campaign < CHILDREN_PER_TRACKER + 2; campaign++) {
            stage.receive(reports.click(next(), tracker("c" + campaign), "tracker_limit", "5"));
        }

        assertThat(names()).hasSize(5).noneMatch(name -> name.contains("unknown"));
    }

    @Test
    void aProgramMakesNoTrackers() {
        stage.receive(reports.flagged(next(), tracker("spring"), Flag.BOT));

        assertThat(names()).isEmpty();
    }

    @Test
    void theLinksTallyComesOnceASecond() {
        stage.receive(click());
        stage.receive(reports.flagged(next(), tracker(), Flag.NO_BACKINAPP_CLICK_ID));
        stage.receive(reports.flagged(next(), tracker(), Flag.REDIRECT_REFUSED));
        stage.receive(reports.flagged(next(), tracker(), Flag.PREVIEW));
        stage.receive(reports.impression(next(), tracker()));
        assertThat(stage.read(TOPICS.trackers())).isEmpty();

        stage.driver().advanceWallClockTime(Duration.ofSeconds(1));

        var seen = stage.only(TOPICS.trackers());
        assertThat(seen.tracker()).isEqualTo(tracker());
        assertThat(seen.tally()).isEqualTo(new LinkTally(3, 1, 1, 1, 1, AT.plusSeconds(clicks)));

        stage.driver().advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** The names of the sub-levels that have become known since the last look. */
    private List<String> names() {
        return stage.read(TOPICS.trackers()).stream()
                .filter(seen -> Objects.isNull(seen.tally()))
                .map(TrackerSeen::tracker)
                .map(Tracker::name)
                .toList();
    }

    private Click click(String... levels) {
        return reports.click(next(), tracker(levels), "idfa", IDFA);
    }

    private Instant next() {
        clicks++;
        return AT.plusSeconds(clicks);
    }

    private static Tracker tracker(String... levels) {
        return Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of(levels), Partner.BACKINAPP);
    }
}
