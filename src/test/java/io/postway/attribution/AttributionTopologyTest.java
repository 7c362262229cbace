package io.postway.attribution;

import static io.postway.event.Activities.IDFA;
import static io.postway.event.Activities.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.event.Activities;
import io.postway.event.Activity;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Callback;
import io.postway.event.DeviceIds;
import io.postway.event.Environment;
import io.postway.event.Parameters;
import io.postway.event.Partner;
import io.postway.event.Revenue;
import io.postway.event.Session;
import io.postway.event.Topic;
import io.postway.event.Topics;
import io.postway.event.Tracker;
import io.postway.forwarding.Forwarder;
import io.postway.forwarding.Template;
import io.postway.settings.SettingsFixture;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributionTopologyTest {

    private static final Instant CLICKED = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant OPENED = CLICKED.plus(Duration.ofMinutes(5));
    private static final Tracker BACKINAPP =
            new Tracker(SettingsFixture.BACKINAPP_LINK, "BackInApp::spring", Partner.BACKINAPP);

    private final Topics topics = new Topics("postway");
    private final SettingsFixture settings = SettingsFixture.shop().with(SettingsFixture.fullPanel());
    private final Activities reports = new Activities(settings.latest().version());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> activities;

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(topology(), configuration());
        activities =
                driver.createInputTopic(topics.activities().name(), new StringSerializer(), new ByteArraySerializer());
    }

    private Topology topology() {
        var template = Template.parse(Map.of(
                "activity_kind", "{activity_kind}", "tracker_name", "{tracker_name}", "at", "{created_at_milli}"));
        var attributor = new Attributor(settings::asOf, new Forwarder(template), new AttributionMetrics(meters));
        var topology = new Topology();
        new AttributionTopology(topics, attributor).addTo(topology);
        return topology;
    }

    private Properties configuration() {
        var configuration = new Properties();
        configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return configuration;
    }

    @AfterEach
    void everythingWasSeenAndTheBooksBalance() {
        assertThat(read(topics.attributed())).isEmpty();
        assertThat(read(topics.callbacks())).isEmpty();
        assertThat(read(topics.rejected())).isEmpty();
        assertThat(count("read")).isEqualTo(count("remembered") + count("attributed") + count("rejected"));
        driver.close();
    }

    @Test
    void aSessionAfterAClickIsAnInstallThatTheClickGets() {
        // Given: click {idfa}
        pipe(reports.click(CLICKED, BACKINAPP, "idfa", IDFA, "backinapp_click_id", "click-1"));

        // When
        pipe(reports.session(OPENED, "idfa", IDFA));

        // Then
        var install = only(topics.attributed());
        assertThat(install.kind()).isEqualTo(ActivityKind.INSTALL);
        assertThat(install.device().attribution())
                .extracting(Attribution::tracker)
                .isEqualTo(BACKINAPP);
        assertThat(install.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.verdict()).isEqualTo("won");
            assertThat(candidate.ageSeconds()).isEqualTo(300);
        });
        var callback = only(topics.callbacks());
        assertThat(callback.payload())
                .contains("activity_kind=install", "BackInApp%3A%3Aspring", "backinapp_click_id=click-1");
        assertThat(install.forwarding())
                .singleElement()
                .satisfies(forwarding -> assertThat(forwarding.callbackId()).isEqualTo(callback.callbackId()));
    }

    @Test
    void aSessionWithoutAClickIsAnOrganicInstall() {
        pipe(reports.session(OPENED, "idfa", IDFA));

        assertThat(only(topics.attributed()).device().attribution()).isNull();
        assertThat(only(topics.callbacks()).payload()).contains("tracker_name=Organic");
    }

    @Test
    void theSecondSessionOfADeviceIsASession() {
        pipe(reports.session(OPENED, "idfa", IDFA));
        pipe(reports.session(OPENED.plusSeconds(3600), "idfa", IDFA));

        assertThat(read(topics.attributed()))
                .extracting(Attributed::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.SESSION);
        assertThat(read(topics.callbacks()))
                .extracting(Callback::kind)
                .containsExactly(ActivityKind.INSTALL, ActivityKind.SESSION);
    }

    @Test
    void anyIdThatEverCameWithADeviceFindsIt() {
        pipe(reports.session(OPENED, "idfa", IDFA, "idfv", "VENDOR-1"));
        pipe(reports.event(OPENED.plusSeconds(1), SettingsFixture.PURCHASE, null, "idfv", "vendor-1"));

        assertThat(read(topics.attributed()).stream()
                        .map(found -> found.device().adid())
                        .distinct())
                .hasSize(1);
        assertThat(read(topics.callbacks())).hasSize(2);
    }

    @Test
    void anEventIsForwardedWithItsRevenue() {
        pipe(reports.session(OPENED, "idfa", IDFA));
        var revenue = new Revenue(new BigDecimal("9.99"), "EUR");
        pipe(reports.event(OPENED.plusSeconds(1), SettingsFixture.PURCHASE, revenue, "idfa", IDFA));

        var event = read(topics.attributed()).getLast();
        assertThat(event.kind()).isEqualTo(ActivityKind.EVENT);
        assertThat(read(topics.callbacks())).hasSize(2);
    }

    @Test
    void anEventThatIsNotLinkedSaysWhyNothingWentOut() {
        pipe(reports.session(OPENED, "idfa", IDFA));
        pipe(reports.event(OPENED.plusSeconds(1), SettingsFixture.REGISTRATION, null, "idfa", IDFA));

        assertThat(read(topics.attributed()).getLast().forwarding())
                .singleElement()
                .satisfies(forwarding -> assertThat(forwarding.withheld()).isEqualTo("event_not_linked"));
        assertThat(read(topics.callbacks())).hasSize(1);
    }

    @Test
    void anEventOfAnUnknownDeviceIsRejected() {
        pipe(reports.event(OPENED, SettingsFixture.PURCHASE, null, "idfa", IDFA));

        var rejected = only(topics.rejected());
        assertThat(rejected.stage()).isEqualTo("attribution");
        assertThat(rejected.reason()).isEqualTo("device_not_found");
    }

    @Test
    void productionAndSandboxDevicesNeverMeet() {
        pipe(reports.session(Environment.SANDBOX, OPENED, "idfa", IDFA));
        pipe(reports.session(OPENED.plusSeconds(1), "idfa", IDFA));

        var installs = read(topics.attributed());
        assertThat(installs).extracting(Attributed::kind).containsOnly(ActivityKind.INSTALL);
        assertThat(installs.getFirst().forwarding().getFirst().withheld()).isEqualTo("sandbox_environment");
        assertThat(read(topics.callbacks())).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsKeptAndTheStreamGoesOn() {
        activities.pipeInput("demoshop0001", "not json".getBytes(StandardCharsets.UTF_8), OPENED);
        pipe(reports.session(OPENED, "idfa", IDFA));

        var rejected = only(topics.rejected());
        assertThat(rejected.reason()).isEqualTo("unreadable");
        assertThat(rejected.body().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("not json");
        assertThat(read(topics.attributed())).hasSize(1);
        assertThat(read(topics.callbacks())).hasSize(1);
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
                null);
        pipe(impossible);
        pipe(reports.session(OPENED, "idfa", IDFA));

        assertThat(only(topics.rejected()).reason()).isEqualTo("failed");
        assertThat(only(topics.attributed()).kind()).isEqualTo(ActivityKind.INSTALL);
        assertThat(read(topics.callbacks())).hasSize(1);
    }

    @Test
    void aHotIdentifierCostsNoMoreThanItsBound() {
        for (int second = 0; second < EngagementStore.MAX_NUMBER + 50; second++) {
            pipe(reports.click(CLICKED.plusSeconds(second), BACKINAPP, "idfa", IDFA, "n", String.valueOf(second)));
        }

        pipe(reports.session(OPENED, "idfa", IDFA));

        var install = only(topics.attributed());
        assertThat(install.candidates()).hasSize(EngagementStore.MAX_NUMBER);
        assertThat(install.candidates().getFirst().ageSeconds()).isEqualTo(300 - EngagementStore.MAX_NUMBER - 49);
        assertThat(read(topics.callbacks())).hasSize(1);
    }

    @Test
    void whatIsOlderThanAnyWindowIsForgotten() {
        pipe(reports.click(CLICKED, BACKINAPP, "idfa", IDFA));
        var later = CLICKED.plus(EngagementStore.MAX_AGE).plusSeconds(1);
        pipe(reports.click(later, BACKINAPP, "idfa", IDFA));

        pipe(reports.session(later.plusSeconds(1), "idfa", IDFA));

        assertThat(only(topics.attributed()).candidates()).hasSize(1);
        assertThat(read(topics.callbacks())).hasSize(1);
    }

    @Test
    void anIdentifierThatBeginsLikeAnothersKeysFindsNothingOfItsOwner() {
        pipe(reports.click(CLICKED, BACKINAPP, "idfa", IDFA + "|0"));

        pipe(reports.session(OPENED, "idfa", IDFA));

        assertThat(only(topics.attributed()).candidates()).isEmpty();
        assertThat(read(topics.callbacks())).hasSize(1);
    }

    @Test
    void aReplayDecidesTheSame() {
        pipe(reports.session(OPENED, "idfa", IDFA));
        var first = only(topics.attributed());
        var firstCallback = only(topics.callbacks());
        driver.close();
        start();

        pipe(reports.session(OPENED, "idfa", IDFA));

        assertThat(only(topics.attributed())).isEqualTo(first);
        assertThat(only(topics.callbacks())).isEqualTo(firstCallback);
    }

    private void pipe(Activity activity) {
        activities.pipeInput(SHOP.value(), topics.activities().write(activity), activity.receivedAt());
    }

    private <V> List<V> read(Topic<V> topic) {
        var output = driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
        return output.readValuesToList().stream().map(topic::read).toList();
    }

    private <V> V only(Topic<V> topic) {
        var records = read(topic);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private double count(String name) {
        return meters.find("postway.attribution." + name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
