package io.postway.skadnetwork;

import static io.postway.event.Postbacks.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.AppToken;
import io.postway.event.Claims;
import io.postway.event.CoarseValue;
import io.postway.event.Postback.Signature.State;
import io.postway.event.Postbacks;
import io.postway.event.Rejected;
import io.postway.event.Skan;
import io.postway.event.SkanActivity;
import io.postway.event.SkanActivity.CrossCheck;
import io.postway.event.SkanKind;
import io.postway.settings.SettingsFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SkanTopologyTest {

    @TempDir
    private Path state;

    private SkanStage stage;
    private Postbacks doors;

    @BeforeEach
    void start() {
        stage = SkanStage.start(SettingsFixture.shop(), state);
        doors = stage.doors();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aPostbackCountsOnceOverAllItsCopies() {
        for (int copy = 0; copy < 9; copy++) {
            stage.receive(doors.forwarded(winner()));
        }

        assertThat(stage.counted()).extracting(SkanActivity::kind).containsExactly(SkanKind.SK_INSTALL);
        assertThat(stage.metric("repeated")).isEqualTo(8);
    }

    /** Nine tries within nine days, and a network that takes two more weeks. */
    @Test
    void aCopyIsKnownForLongerThanApplesNineDays() {
        var first = doors.forwarded(winner());
        stage.receive(first);

        stage.receive(doors.later(first, Duration.ofDays(23)));

        assertThat(stage.counted()).hasSize(1);
    }

    /** Segments are dropped whole, so a copy is remembered for longer than it must be, but not for ever. */
    @Test
    void whatNobodyCanSendAnyMoreIsForgotten() {
        var first = doors.forwarded(winner());
        stage.receive(first);

        stage.receive(doors.later(first, FirstCopies.RETENTION.multipliedBy(3)));

        assertThat(stage.counted()).hasSize(2);
    }

    /** What an operator calls things says nothing about the postback. */
    @Test
    void aNewNameInTheSettingsMakesNoNewCopy() {
        var first = doors.forwarded(winner());
        stage.receive(first);

        stage.receive(doors.renamed(first));

        assertThat(stage.counted()).hasSize(1);
        assertThat(stage.metric("repeated")).isEqualTo(1);
    }

    /** Another name of the stage's store would forget all copies, so the graph is pinned. */
    @Test
    void theGraphIsWhatOperatorsKnow() {
        assertThat(stage.topology().describe().toString()).isEqualTo("""
            Topologies:
               Sub-topology: 0
                Source: postbacks (topics: [postway.postbacks])
                  --> count
                Processor: count (stores: [first-copies])
                  --> rejected, skan-activities
                  <-- postbacks
                Sink: rejected (topic: postway.rejected)
                  <-- count
                Sink: skan-activities (topic: postway.skan-activities)
                  <-- count

            """);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"INVALID", "UNVERIFIABLE", "DEVELOPMENT"})
    void whatIsNotValidTakesNothingFromWhatIs(State state) {
        var forged = doors.forwarded(winner(), state);
        var genuine = doors.forwarded(winner());

        stage.receive(forged);
        stage.receive(genuine);

        var found = stage.counted();
        assertThat(found).extracting(SkanActivity::kind).containsExactly(SkanKind.SK_UNCOUNTED, SkanKind.SK_INSTALL);
        assertThat(found.getFirst().reason()).isEqualTo(state.name().toLowerCase(Locale.ROOT));
        assertThat(found.getLast().id()).isEqualTo(genuine.id());
    }

    @Test
    void aLaterCopyThatSaysSomethingElseIsKeptAndFlagged() {
        var first = doors.forwarded(winner(0, 10, null));
        stage.receive(first);

        stage.receive(doors.forwarded(winner(0, 63, null)));
        stage.receive(doors.forwarded(winner(0, 10, null), "Demo Network::autumn"));

        var found = stage.counted();
        assertThat(found)
                .extracting(SkanActivity::kind)
                .containsExactly(SkanKind.SK_INSTALL, SkanKind.SK_UNCOUNTED, SkanKind.SK_UNCOUNTED);
        assertThat(found.subList(1, 3)).allSatisfy(copy -> {
            assertThat(copy.reason()).isEqualTo("copy_differs");
            assertThat(copy.firstId()).isEqualTo(first.id());
        });
    }

    @Test
    void aDevicesCopyThatComesFirstDoesNotTakeTheCampaign() {
        var direct = doors.direct(winner(0, 7, null));
        var forwarded = doors.forwarded(winner(0, 7, null));

        stage.receive(direct);
        stage.receive(forwarded);

        var found = stage.counted();
        assertThat(found).extracting(SkanActivity::kind).contains(SkanKind.SK_INSTALL_DIRECT, SkanKind.SK_INSTALL);
        assertThat(found.getFirst().otherRoute()).isNull();
        assertThat(found.get(1).campaign().trackerName()).isEqualTo("Demo Network::spring");
        assertThat(found.get(1).otherRoute()).isEqualTo(new CrossCheck(direct.id(), true));
    }

    @Test
    void aDevicesCopyShowsWhatANetworkChanged() {
        var forwarded = doors.forwarded(winner(0, 63, null));

        stage.receive(forwarded);
        stage.receive(doors.direct(winner(0, 10, null)));

        assertThat(stage.counted().getLast().otherRoute()).isEqualTo(new CrossCheck(forwarded.id(), false));
    }

    /** Networks, protocols and indexes with the same transaction id are different postbacks. */
    @Test
    void eachPostbackOfAConversionCountsByItself() {
        stage.receive(doors.forwarded(winner(0, null, null)));
        stage.receive(doors.forwarded(winner(1, null, CoarseValue.LOW)));
        stage.receive(doors.forwarded(winner(2, null, CoarseValue.LOW)));
        stage.receive(doors.forwarded(Postbacks.adAttributionKit("download")));

        assertThat(stage.counted())
                .extracting(SkanActivity::kind)
                .containsExactly(SkanKind.SK_INSTALL, SkanKind.SK_FOLLOWUP, SkanKind.SK_FOLLOWUP, SkanKind.SK_INSTALL);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPostbackCountsAsWhatItIs(Claims claims, SkanKind forwarded, SkanKind direct) {
        stage.receive(doors.forwarded(claims));
        stage.receive(doors.direct(claims));

        assertThat(stage.counted()).extracting(SkanActivity::kind).containsExactly(forwarded, direct);
    }

    private static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(winner(), SkanKind.SK_INSTALL, SkanKind.SK_INSTALL_DIRECT),
                Arguments.of(Postbacks.of30(false, true), SkanKind.SK_INSTALL, SkanKind.SK_INSTALL_DIRECT),
                Arguments.of(Postbacks.of30(true, true), SkanKind.SK_REINSTALL, SkanKind.SK_INSTALL_DIRECT),
                Arguments.of(Postbacks.of30(false, false), SkanKind.SK_QUALIFIER, SkanKind.SK_QUALIFIER_DIRECT),
                Arguments.of(winner(2, null, null), SkanKind.SK_FOLLOWUP, SkanKind.SK_FOLLOWUP_DIRECT),
                Arguments.of(
                        new Skan.V10("com.example", 1, 525463029, "t", null, "s"),
                        SkanKind.SK_INSTALL,
                        SkanKind.SK_INSTALL_DIRECT),
                Arguments.of(Postbacks.adAttributionKit("download"), SkanKind.SK_INSTALL, SkanKind.SK_INSTALL_DIRECT),
                Arguments.of(
                        Postbacks.adAttributionKit("redownload"), SkanKind.SK_REINSTALL, SkanKind.SK_INSTALL_DIRECT),
                Arguments.of(
                        Postbacks.adAttributionKit("re-engagement"),
                        SkanKind.SK_REENGAGEMENT,
                        SkanKind.SK_REENGAGEMENT_DIRECT));
    }

    @Test
    void activitiesAreKeyedByAppAndCarryTheirTime() {
        var known = doors.forwarded(winner());
        stage.receive(known);
        stage.receive(doors.forwarded(new Skan.V10("com.example", 1, 4711, "t", null, "s")));

        var records = stage.records();
        assertThat(records).extracting(found -> found.key()).containsExactly("demoshop0001", "ios-4711");
        assertThat(records.getFirst().getRecordTime()).isEqualTo(known.receivedAt());
        assertThat(SkanStage.TOPICS
                        .skanActivities()
                        .read(records.getFirst().value())
                        .appToken())
                .isEqualTo(new AppToken("demoshop0001"));
    }

    @Test
    void whatCannotBeReadIsKeptAsRejected() {
        stage.receive("nonsense".getBytes(StandardCharsets.UTF_8));
        stage.receive(doors.forwarded(winner()));

        var rejected = stage.rejected();
        assertThat(rejected).extracting(Rejected::reason).containsExactly("unreadable");
        assertThat(stage.counted()).hasSize(1);
    }
}
