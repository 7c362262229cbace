package io.postway.skadnetwork;

import static io.postway.event.Postbacks.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.event.AppToken;
import io.postway.event.Claims;
import io.postway.event.CoarseValue;
import io.postway.event.Postback;
import io.postway.event.Postback.Signature.State;
import io.postway.event.Postbacks;
import io.postway.event.Rejected;
import io.postway.event.Skan;
import io.postway.event.SkanActivity;
import io.postway.event.SkanActivity.CrossCheck;
import io.postway.event.SkanActivity.DecodedEvent;
import io.postway.event.SkanKind;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.settings.ConversionSchemas;
import io.postway.settings.ConversionSchemas.Meaning;
import io.postway.settings.ConversionSchemas.Schema;
import io.postway.settings.SettingsFixture;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SkanTopologyTest {

    private static final Schema OLD_SCHEMA = new Schema(
            Postbacks.AT.minus(Duration.ofDays(60)),
            "EUR",
            Map.of(
                    7,
                    List.of(
                            new Meaning(SettingsFixture.PURCHASE, 1, 3, new BigDecimal("10"), new BigDecimal("20")),
                            new Meaning(SettingsFixture.REGISTRATION, 1, 1, null, null))),
            Map.of(1, Map.of(CoarseValue.HIGH, List.of(new Meaning(null, null, null, new BigDecimal("50"), null)))));

    private static final Schema NEW_SCHEMA = new Schema(
            Postbacks.AT.minus(Duration.ofDays(1)),
            null,
            Map.of(7, List.of(new Meaning(SettingsFixture.REGISTRATION, null, null, null, null))),
            null);

    private final Topics topics = new Topics("postway");
    private final SettingsFixture settings =
            SettingsFixture.shop().with(new ConversionSchemas(List.of(NEW_SCHEMA, OLD_SCHEMA)));
    private final Postbacks doors = new Postbacks(settings.latest().version());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> postbacks;
    private TestOutputTopic<String, byte[]> activities;

    @BeforeEach
    void start() {
        var topology = new Topology();
        var counter = new PostbackCounter(settings::asOf, new SkanMetrics(meters));
        new SkanTopology(topics, counter).addTo(topology);
        var configuration = new Properties();
        configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, configuration);
        postbacks =
                driver.createInputTopic(topics.postbacks().name(), new StringSerializer(), new ByteArraySerializer());
        activities = output(topics.skanActivities());
    }

    private TestOutputTopic<String, byte[]> output(Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aPostbackCountsOnceOverAllItsCopies() {
        for (int copy = 0; copy < 9; copy++) {
            receive(doors.forwarded(winner()));
        }

        assertThat(counted()).extracting(SkanActivity::kind).containsExactly(SkanKind.SK_INSTALL);
        assertThat(metric("repeated")).isEqualTo(8);
    }

    /** Nine tries within nine days, and a network that takes two more weeks. */
    @Test
    void aCopyIsKnownForLongerThanApplesNineDays() {
        var first = doors.forwarded(winner());
        receive(first);

        receive(doors.later(first, Duration.ofDays(23)));

        assertThat(counted()).hasSize(1);
    }

    /** Segments are dropped whole, so a copy is remembered for longer than it must be, but not for ever. */
    @Test
    void whatNobodyCanSendAnyMoreIsForgotten() {
        var first = doors.forwarded(winner());
        receive(first);

        receive(doors.later(first, FirstCopies.RETENTION.multipliedBy(3)));

        assertThat(counted()).hasSize(2);
    }

    /** What an operator calls things says nothing about the postback. */
    @Test
    void aNewNameInTheSettingsMakesNoNewCopy() {
        var first = doors.forwarded(winner());
        receive(first);

        receive(doors.renamed(first));

        assertThat(counted()).hasSize(1);
        assertThat(metric("repeated")).isEqualTo(1);
    }

    /** Another name of the stage's store would forget all copies, so the graph is pinned. */
    @Test
    void theGraphIsWhatOperatorsKnow() {
        var topology = new Topology();
        new SkanTopology(topics, new PostbackCounter(settings::asOf, new SkanMetrics(meters))).addTo(topology);

        assertThat(topology.describe().toString()).isEqualTo("""
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

        receive(forged);
        receive(genuine);

        var found = counted();
        assertThat(found).extracting(SkanActivity::kind).containsExactly(SkanKind.SK_UNCOUNTED, SkanKind.SK_INSTALL);
        assertThat(found.getFirst().reason()).isEqualTo(state.name().toLowerCase(Locale.ROOT));
        assertThat(found.getLast().id()).isEqualTo(genuine.id());
    }

    @Test
    void aLaterCopyThatSaysSomethingElseIsKeptAndFlagged() {
        var first = doors.forwarded(winner(0, 10, null));
        receive(first);

        receive(doors.forwarded(winner(0, 63, null)));
        receive(doors.forwarded(winner(0, 10, null), "Demo Network::autumn"));

        var found = counted();
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

        receive(direct);
        receive(forwarded);

        var found = counted();
        assertThat(found).extracting(SkanActivity::kind).contains(SkanKind.SK_INSTALL_DIRECT, SkanKind.SK_INSTALL);
        assertThat(found.getFirst().otherRoute()).isNull();
        assertThat(found.get(1).campaign().trackerName()).isEqualTo("Demo Network::spring");
        assertThat(found.get(1).otherRoute()).isEqualTo(new CrossCheck(direct.id(), true));
    }

    @Test
    void aDevicesCopyShowsWhatANetworkChanged() {
        var forwarded = doors.forwarded(winner(0, 63, null));

        receive(forwarded);
        receive(doors.direct(winner(0, 10, null)));

        assertThat(counted().getLast().otherRoute()).isEqualTo(new CrossCheck(forwarded.id(), false));
    }

    /** Networks, protocols and indexes with the same transaction id are different postbacks. */
    @Test
    void eachPostbackOfAConversionCountsByItself() {
        receive(doors.forwarded(winner(0, null, null)));
        receive(doors.forwarded(winner(1, null, CoarseValue.LOW)));
        receive(doors.forwarded(winner(2, null, CoarseValue.LOW)));
        receive(doors.forwarded(Postbacks.adAttributionKit("download")));

        assertThat(counted())
                .extracting(SkanActivity::kind)
                .containsExactly(SkanKind.SK_INSTALL, SkanKind.SK_FOLLOWUP, SkanKind.SK_FOLLOWUP, SkanKind.SK_INSTALL);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPostbackCountsAsWhatItIs(Claims claims, SkanKind forwarded, SkanKind direct) {
        receive(doors.forwarded(claims));
        receive(doors.direct(claims));

        assertThat(counted()).extracting(SkanActivity::kind).containsExactly(forwarded, direct);
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
    void aValueStandsForWhatItsAppSaidAtThatTime() {
        receive(doors.forwarded(winner(0, 7, null), Postbacks.AT.minus(Duration.ofDays(2))));

        assertThat(events())
                .containsExactly(
                        new DecodedEvent(
                                SettingsFixture.PURCHASE,
                                "Purchase",
                                1,
                                3,
                                new BigDecimal("10"),
                                new BigDecimal("20"),
                                "EUR"),
                        new DecodedEvent(SettingsFixture.REGISTRATION, "Registration", 1, 1, null, null, "EUR"));
    }

    @Test
    void aNewSchemaHoldsFromItsTimeOn() {
        receive(doors.forwarded(winner(0, 7, null), Postbacks.AT));

        assertThat(events()).extracting(DecodedEvent::event).containsExactly(SettingsFixture.REGISTRATION);
    }

    @Test
    void aCoarseValueStandsForSomethingInItsOwnPostback() {
        var inTime = Postbacks.AT.minus(Duration.ofDays(2));
        receive(doors.forwarded(winner(0, null, CoarseValue.HIGH), inTime));
        receive(doors.forwarded(winner(1, null, CoarseValue.HIGH), inTime));

        assertThat(events())
                .containsExactly(new DecodedEvent(null, null, null, null, new BigDecimal("50"), null, "EUR"));
    }

    @Test
    void neitherCopiesNorUnknownAppsNorLosersBringEvents() {
        receive(doors.forwarded(winner(0, 7, null)));
        counted();

        receive(doors.forwarded(winner(0, 7, null)));
        receive(doors.direct(winner(0, 7, null)));
        var elsewhere = new Skan.V40("com.example", "52", 1, "t-2", false, null, null, 1, true, 0, 7, null, null, "x");
        receive(doors.forwarded(elsewhere));

        assertThat(counted())
                .extracting(SkanActivity::kind)
                .containsExactly(SkanKind.SK_INSTALL_DIRECT, SkanKind.SK_INSTALL);
    }

    @Test
    void activitiesAreKeyedByAppAndCarryTheirTime() {
        var known = doors.forwarded(winner());
        receive(known);
        receive(doors.forwarded(new Skan.V10("com.example", 1, 4711, "t", null, "s")));

        var records = activities.readRecordsToList();
        assertThat(records).extracting(found -> found.key()).containsExactly("demoshop0001", "ios-4711");
        assertThat(records.getFirst().getRecordTime()).isEqualTo(known.receivedAt());
        assertThat(topics.skanActivities().read(records.getFirst().value()).appToken())
                .isEqualTo(new AppToken("demoshop0001"));
    }

    @Test
    void whatCannotBeReadIsKeptAsRejected() {
        postbacks.pipeInput("key", "nonsense".getBytes(StandardCharsets.UTF_8), Postbacks.AT);
        receive(doors.forwarded(winner()));

        var rejected = output(topics.rejected()).readKeyValuesToList().stream()
                .map(entry -> topics.rejected().read(entry.value))
                .toList();
        assertThat(rejected).extracting(Rejected::reason).containsExactly("unreadable");
        assertThat(counted()).hasSize(1);
    }

    @Test
    void theBooksBalance() {
        receive(doors.forwarded(winner(0, 7, null)));
        receive(doors.forwarded(winner(0, 7, null)));
        receive(doors.forwarded(winner(0, 8, null)));
        receive(doors.forwarded(winner(), State.INVALID));
        postbacks.pipeInput("key", new byte[] {1}, Postbacks.AT);

        assertThat(metric("read")).isEqualTo(5);
        assertThat(metric("counted") + metric("repeated") + metric("uncounted") + metric("rejected"))
                .isEqualTo(5);
        assertThat(metric("events")).isEqualTo(1);
    }

    private void receive(Postback postback) {
        postbacks.pipeInput(postback.claims().key(), topics.postbacks().write(postback), postback.receivedAt());
    }

    /** What has come out since the last look. */
    private List<SkanActivity> counted() {
        return activities.readKeyValuesToList().stream()
                .map((KeyValue<String, byte[]> entry) -> topics.skanActivities().read(entry.value))
                .toList();
    }

    /** What the values stood for that have been counted since the last look. */
    private List<DecodedEvent> events() {
        return counted().stream()
                .flatMap(activity -> Optional.ofNullable(activity.decoded()).stream())
                .toList();
    }

    private double metric(String name) {
        return meters.find("postway.skadnetwork." + name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
