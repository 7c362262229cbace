package io.postway.attribution;

import static io.postway.attribution.AttributionStage.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.ActivityKind;
import io.postway.event.Attributed;
import io.postway.event.Attributed.Attribution;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decision table, through the stage with its stores: what is looked up is what the rules should see. Each case
 * opens and closes fourteen stores, so two run at a time.
 */
@Execution(ExecutionMode.CONCURRENT)
class ScenarioTopologyTest {

    @TempDir
    private Path state;

    @ParameterizedTest
    @MethodSource("io.postway.attribution.Scenario#all")
    void theStageDecides(Scenario scenario) {
        var settings = scenario.settings();
        var activities = scenario.activities(settings.latest());
        var names = scenario.names(activities);
        try (var stage = AttributionStage.start(settings, state)) {
            activities.subList(0, activities.size() - 1).forEach(stage::receive);
            stage.read(TOPICS.attributed());
            stage.read(TOPICS.callbacks());
            stage.read(TOPICS.rejected());

            stage.receive(activities.getLast());

            var attributed = stage.read(TOPICS.attributed());
            var refused = stage.read(TOPICS.rejected());
            var result = attributed.isEmpty()
                    ? "refused " + refused.getFirst().reason()
                    : attributed.stream().map(one -> told(one, names)).collect(Collectors.joining(" + "));
            assertThat(result).isEqualTo(scenario.result());
            attributed.forEach(one -> assertThat(verdicts(one, names)).isEqualTo(scenario.verdicts()));
            assertThat(stage.read(TOPICS.callbacks())).hasSize(attributed.size());
            stage.assertNothingMore();
        }
    }

    private static String told(Attributed attributed, Map<UUID, String> names) {
        var device = attributed.device();
        var source = device.untrusted() ? "untrusted" : source(device.attribution(), names);
        var reason = attributed.rejection();
        var kind = attributed.kind().wireName();
        if (attributed.kind() == ActivityKind.EVENT) {
            return kind;
        }
        return reason == null ? kind + " " + source : kind + " " + source + " " + reason.reason();
    }

    private static String source(@Nullable Attribution attribution, Map<UUID, String> names) {
        return attribution == null ? "organic" : names.getOrDefault(attribution.engagementId(), "?");
    }

    private static Map<String, String> verdicts(Attributed attributed, Map<UUID, String> names) {
        var verdicts = new LinkedHashMap<String, String>();
        attributed
                .candidates()
                .forEach(candidate ->
                        verdicts.put(names.getOrDefault(candidate.engagementId(), "?"), candidate.verdict()));
        return verdicts;
    }
}
