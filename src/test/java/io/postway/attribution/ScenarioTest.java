package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.attribution.Decision.Counted;
import io.postway.attribution.Decision.Installed;
import io.postway.attribution.Decision.NotCounted;
import io.postway.event.Activity;
import io.postway.event.ActivityKind;
import io.postway.event.Attributed.Attribution;
import io.postway.event.Attributed.Candidate;
import io.postway.event.Attributed.Match;
import io.postway.event.Engagement;
import io.postway.event.Event;
import io.postway.event.Forget;
import io.postway.event.Session;
import io.postway.settings.Settings;
import io.postway.settings.SettingsFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table, as functions of values: no store, no stream. */
class ScenarioTest {

    @ParameterizedTest
    @MethodSource("io.postway.attribution.Scenario#all")
    void theRulesDecide(Scenario scenario) {
        var settings = scenario.settings().latest();
        var activities = scenario.activities(settings);
        var names = scenario.names(activities);

        var decision = decide(scenario, activities, settings);

        assertThat(told(decision, names)).isEqualTo(scenario.result());
        if (decision instanceof Counted counted) {
            assertThat(verdicts(counted.weighing().candidates(), names)).isEqualTo(scenario.verdicts());
        }
    }

    /** The rules for each report in turn, with everything that came before. */
    private static Decision decide(Scenario scenario, List<Activity> activities, Settings settings) {
        var app = settings.app(SettingsFixture.SHOP).orElseThrow();
        var candidates = new ArrayList<Matched>();
        Optional<Device> device = Optional.empty();
        Optional<Decision> last = Optional.empty();
        for (int i = 0; i < activities.size(); i++) {
            Optional<Device> known = device;
            last = switch (activities.get(i)) {
                case Engagement engagement -> {
                    matched(scenario.steps().get(i), engagement, settings).ifPresent(candidates::add);
                    yield Optional.empty();
                }
                case Session session -> Optional.of(Rules.decide(session, known, candidates, app, settings));
                case Event event -> known.map(one -> Rules.decide(event, one, app, false));
                case Forget forget -> Optional.empty();
            };
            device = last.flatMap(ScenarioTest::deviceAfter).or(() -> known);
        }
        return last.orElseThrow();
    }

    private static Optional<Device> deviceAfter(Decision decision) {
        return decision instanceof Counted counted ? Optional.of(counted.device()) : Optional.empty();
    }

    /** What the stage's stores would find; the tests of the stage find out whether they do. */
    private static Optional<Matched> matched(Scenario.Step step, Engagement engagement, Settings settings) {
        var by = step.has("referrer") || step.has("external")
                ? Match.REFERRER
                : step.has("probabilistic") ? Match.PROBABILISTIC : Match.DEVICE;
        var app = settings.app(SettingsFixture.SHOP).orElseThrow();
        var past = PastEngagement.of(engagement, engagement.tracker(), List.of());
        var isRemembered = by == Match.PROBABILISTIC
                ? Windows.matchProbabilistically(past.kind(), past.tracker().link(), app, settings)
                : Windows.matchById(past.kind(), past.tracker().link(), app, settings);
        return isRemembered && !step.has("stranger") ? Optional.of(new Matched(past, by)) : Optional.empty();
    }

    private static String told(Decision decision, Map<UUID, String> names) {
        return switch (decision) {
            case NotCounted notCounted -> "refused " + notCounted.reason().wireName();
            case Counted counted when counted.kind() == ActivityKind.EVENT -> "event";
            case Counted counted -> {
                var refused = counted.weighing()
                        .refused()
                        .map(credit -> (counted instanceof Installed ? "rejected_install " : "rejected_reattribution ")
                                + source(credit.attribution().orElse(null), names)
                                + " "
                                + credit.reason().wireName()
                                + " + ")
                        .orElse("");
                var device = counted.device();
                var source = device.untrusted() ? "untrusted" : source(device.attribution(), names);
                yield refused + counted.kind().wireName() + " " + source;
            }
        };
    }

    private static String source(@Nullable Attribution attribution, Map<UUID, String> names) {
        return attribution == null ? "organic" : names.getOrDefault(attribution.engagementId(), "?");
    }

    private static Map<String, String> verdicts(List<Candidate> candidates, Map<UUID, String> names) {
        var verdicts = new LinkedHashMap<String, String>();
        candidates.forEach(
                candidate -> verdicts.put(names.getOrDefault(candidate.engagementId(), "?"), candidate.verdict()));
        return verdicts;
    }
}
