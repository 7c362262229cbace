package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.attribution.Decision.Counted;
import io.postway.event.Activities;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed.Match;
import io.postway.event.EngagementKind;
import io.postway.event.Environment;
import io.postway.event.InstallReferrer;
import io.postway.event.LinkToken;
import io.postway.event.Parameters;
import io.postway.event.Session;
import io.postway.event.Tracker;
import io.postway.settings.App;
import io.postway.settings.Settings;
import io.postway.settings.SettingsFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every decision, whatever the candidates: five hundred worlds, each the same in every run. */
class WaterfallPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final int WORLDS = 500;

    /** A session, its device if it has one, and what was clicked and seen before. */
    record World(long seed, Session session, Optional<Device> device, List<Matched> candidates, String attribution) {

        Counted decide(List<Matched> inOrder, String settings) {
            var fixture = SettingsFixture.shop().with(SettingsFixture.appThatAttributes(settings));
            Settings known = fixture.latest();
            App app = known.app(SettingsFixture.SHOP).orElseThrow();
            return Rules.credit(session, device, inOrder, app, known);
        }

        @Override
        public String toString() {
            return "world " + seed;
        }
    }

    static Stream<World> worlds() {
        return IntStream.range(0, WORLDS).mapToObj(WaterfallPropertiesTest::world);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theOrderOfTheCandidatesMakesNoDifference(World world) {
        var shuffled = new ArrayList<>(world.candidates());
        Collections.shuffle(shuffled, new Random(world.seed()));

        assertThat(world.decide(shuffled, world.attribution()))
                .isEqualTo(world.decide(world.candidates(), world.attribution()));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void aWiderWindowLosesNoAttribution(World world) {
        var wider = world.attribution()
                .replaceAll("(\"(?:click|impression|reattribution)_window_hours\"):\\d+", "$1:720")
                .replaceAll("(\"probabilistic_\\w+_window_hours\"):\\d+", "$1:24");

        var narrow = world.decide(world.candidates(), world.attribution());
        var wide = world.decide(world.candidates(), wider);

        if (isCredited(narrow)) {
            assertThat(isCredited(wide)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void aReplayDecidesTheSame(World world) {
        var again = world((int) world.seed());

        assertThat(again.decide(again.candidates(), again.attribution()))
                .isEqualTo(world.decide(world.candidates(), world.attribution()));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void thereIsOneWinnerAtMostAndEveryLoserHasAReason(World world) {
        var decision = world.decide(world.candidates(), world.attribution());

        var verdicts = decision.weighing().candidates();
        assertThat(verdicts).hasSize(world.candidates().size());
        assertThat(verdicts.stream().filter(one -> one.verdict().equals("won")).count())
                .isEqualTo(isCreditedNow(decision) ? 1 : 0);
    }

    /** To somebody: an untrusted device is not, and one that comes back was before. */
    private static boolean isCredited(Counted decision) {
        return decision.device().attribution() != null;
    }

    private static boolean isCreditedNow(Counted decision) {
        return decision.kind() == ActivityKind.INSTALL
                ? isCredited(decision)
                : decision.kind() == ActivityKind.REATTRIBUTION
                        || decision.kind() == ActivityKind.REATTRIBUTION_REINSTALL;
    }

    private static World world(int seed) {
        var random = new Random(seed);
        var reports = new Activities(1);
        var device = random.nextBoolean()
                ? Optional.of(Device.installed(
                        "adid", reports.session(NOW.minus(age(random, 40)), "idfa", Activities.IDFA), null))
                : Optional.<Device>empty();
        var session = reports.session(
                Environment.PRODUCTION,
                NOW,
                NOW,
                referrer(random),
                random.nextInt(10) == 0,
                "idfa",
                random.nextInt(10) == 0 ? "malformed" : Activities.IDFA,
                "device_name",
                "Pixel 8",
                "reinstall",
                random.nextInt(4) == 0 ? "1" : "0");
        var candidates = Stream.generate(() -> candidate(random))
                .limit(random.nextInt(12))
                .toList();
        return new World(seed, session, device, candidates, attribution(random));
    }

    private static Matched candidate(Random random) {
        var kind = random.nextInt(3) == 0 ? EngagementKind.IMPRESSION : EngagementKind.CLICK;
        // Play names clicks only.
        var by = kind == EngagementKind.CLICK
                ? List.of(Match.values()).get(random.nextInt(3))
                : List.of(Match.DEVICE, Match.PROBABILISTIC).get(random.nextInt(2));
        var tracker = random.nextBoolean()
                ? Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of("c" + random.nextInt(2)), null)
                : Tracker.of(new LinkToken("xyz789"), "Other Network", List.of(), null);
        return new Matched(
                new PastEngagement(
                        kind,
                        new UUID(random.nextLong(), random.nextLong()),
                        tracker,
                        NOW.minus(age(random, 30)).plusSeconds(random.nextInt(20)),
                        List.of(),
                        Parameters.none(),
                        random.nextInt(5) > 0,
                        random.nextBoolean() ? "Pixel" : "Galaxy"),
                by);
    }

    /** Half of them within two hours, where most of it happens. */
    private static Duration age(Random random, int days) {
        return random.nextBoolean()
                ? Duration.ofSeconds(random.nextInt(7_200))
                : Duration.ofSeconds(random.nextLong(days * 86_400L));
    }

    private static @Nullable InstallReferrer referrer(Random random) {
        return random.nextBoolean()
                ? null
                : new InstallReferrer(null, null, null, NOW.minusSeconds(random.nextInt(3_600)));
    }

    private static String attribution(Random random) {
        return """
            {"click_window_hours":%d,"impression_window_hours":%d,"reattribution_window_hours":%d,"inactivity_hours":%d,
             "probabilistic_matching":%b,"probabilistic_click_window_hours":%d,
             "probabilistic_impression_window_hours":%d,"probabilistic_reattribution":%b,
             "filters":{"max_engagements_per_hour":%d,"min_click_to_install_seconds":%d}}
            """.formatted(
                        24 + random.nextInt(697),
                        1 + random.nextInt(720),
                        24 + random.nextInt(697),
                        random.nextInt(3) * 24,
                        random.nextBoolean(),
                        1 + random.nextInt(24),
                        1 + random.nextInt(24),
                        random.nextBoolean(),
                        1 + random.nextInt(5),
                        1 + random.nextInt(600));
    }
}
