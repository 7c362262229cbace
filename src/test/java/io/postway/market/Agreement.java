package io.postway.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.postway.market.Decision.Weighed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares what has come out with what had to, record by record. */
final class Agreement {

    /** More candidates are not told; then the winner comes first. */
    private static final int MOST_CANDIDATES = 200;

    private static final Path ALL_DIFFERENCES = Path.of("target", "market-differences.txt");

    private static final String ERASURE = "gdpr_forget_device";

    private final List<String> order;
    private final Map<String, List<Decision>> decisions;
    private final Map<String, List<String>> refusals;
    private final boolean waitIsOver;

    /** The reference's name for each device of the service's. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, String> adids = new HashMap<>();
    private final List<String> differences = new ArrayList<>();

    /**
     * @param attributed all of {@code postway.attributed}, in order
     * @param rejected all of {@code postway.rejected}
     * @param waitIsOver whether nobody waits any more who has waited in vain
     */
    Agreement(List<JsonNode> attributed, List<JsonNode> rejected, boolean waitIsOver) {
        this.waitIsOver = waitIsOver;
        var found = attributed.stream()
                .map(Decision::of)
                .filter(decision -> !decision.kind().equals(ERASURE))
                .toList();
        this.order = found.stream()
                .map(decision -> decision.kind() + " of " + decision.id())
                .toList();
        this.decisions = found.stream().collect(Collectors.groupingBy(Decision::id));
        this.refusals = rejected.stream()
                .filter(refusal -> refusal.path("stage").asString().equals("attribution"))
                .collect(Collectors.groupingBy(
                        refusal -> refusal.path("id").asString(),
                        Collectors.mapping(refusal -> refusal.path("reason").asString(), Collectors.toList())));
    }

    /** Names the seed and the first record on which they differ, with both sides; all are in a file. */
    void assertOn(Reference reference, List<? extends JsonNode> activities, long seed) throws IOException {
        var found = differences(reference, activities);
        if (!found.isEmpty()) {
            Files.write(ALL_DIFFERENCES, found);
            fail("seed %d: %d of %d records differ (all in %s), the first:%n%s"
                    .formatted(seed, found.size(), activities.size(), ALL_DIFFERENCES, found.getFirst()));
        }
        assertThat(strangers(activities)).isEmpty();
        assertOrder(reference.decisions(), seed);
    }

    /** What an app's records lead to comes out in their order. */
    private void assertOrder(List<Decision> expected, long seed) {
        for (int i = 0; i < order.size(); i++) {
            var decision = expected.get(i);
            assertThat(order.get(i))
                    .as("decision %d of seed %d", i, seed)
                    .isEqualTo(decision.kind() + " of " + decision.id());
        }
    }

    /** Where they differ, the first first, each with both sides; empty: nowhere. */
    List<String> differences(Reference reference, List<? extends JsonNode> activities) {
        var expected = reference.decisions().stream().collect(Collectors.groupingBy(Decision::id));
        var waiting = reference.waiting();
        for (JsonNode activity : activities) {
            var id = activity.path("id").asString();
            compare(activity, expected.getOrDefault(id, List.of()), decisions.getOrDefault(id, List.of()));
            var refused = refusals.getOrDefault(id, List.of());
            if (!waiting.contains(id)) {
                compareRefusals(activity, reference.refusals().get(id), refused);
            } else if (waitIsOver || !refused.isEmpty()) {
                compareRefusals(activity, "device_not_found", refused);
            }
        }
        return differences;
    }

    private void compare(JsonNode activity, List<Decision> expected, List<Decision> found) {
        var named = found.stream().map(decision -> named(decision, expected)).toList();
        var told = expected.stream().map(Agreement::told).toList();
        if (!told.equals(named)) {
            differences.add("%s%n  expected %s%n  found    %s".formatted(activity, told, named));
        }
    }

    private void compareRefusals(JsonNode activity, @Nullable String expected, List<String> found) {
        var wanted = Optional.ofNullable(expected).stream().toList();
        if (!wanted.equals(found)) {
            differences.add("%s%n  expected to be refused: %s%n  refused: %s".formatted(activity, wanted, found));
        }
    }

    /** With the reference's names for devices: a new device of one side is a new one of the other. */
    private Decision named(Decision found, List<Decision> expected) {
        expected.stream().findFirst().ifPresent(decision -> {
            if (!names.containsKey(found.device()) && !adids.containsKey(decision.device())) {
                names.put(found.device(), decision.device());
                adids.put(decision.device(), found.device());
            }
        });
        return new Decision(
                found.id(),
                found.kind(),
                name(found.device()),
                found.credit(),
                found.sessionCount(),
                found.rejection(),
                found.otherDevices().stream().map(this::name).collect(Collectors.toSet()),
                found.candidates());
    }

    private String name(String adid) {
        return names.getOrDefault(adid, "unknown device " + adid);
    }

    private static Decision told(Decision decision) {
        return new Decision(
                decision.id(),
                decision.kind(),
                decision.device(),
                decision.credit(),
                decision.sessionCount(),
                decision.rejection(),
                decision.otherDevices(),
                told(decision.candidates()));
    }

    private static List<Weighed> told(List<Weighed> candidates) {
        if (candidates.size() <= MOST_CANDIDATES) {
            return candidates;
        }
        var told = new ArrayList<>(candidates);
        candidates.stream()
                .filter(one -> one.verdict().equals("won"))
                .findFirst()
                .ifPresent(winner -> {
                    told.remove(winner);
                    told.addFirst(winner);
                });
        return List.copyOf(told.subList(0, MOST_CANDIDATES));
    }

    /** Ids that have come out without having gone in. */
    private Set<String> strangers(List<? extends JsonNode> activities) {
        var known = activities.stream()
                .map(activity -> activity.path("id").asString())
                .collect(Collectors.toSet());
        return Stream.concat(decisions.keySet().stream(), refusals.keySet().stream())
                .filter(id -> !known.contains(id))
                .collect(Collectors.toSet());
    }
}
