package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postway.event.Topics;
import io.postway.forwarding.Forwarder;
import io.postway.forwarding.Template;
import io.postway.settings.SettingsFixture;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class AttributionGraphTest {

    private static final Pattern STORES = Pattern.compile("stores: \\[(.*?)]");

    /** A renamed store or sink would orphan what is stored under the old name. */
    @Test
    void theGraphIsThis() {
        assertThat(STORES.matcher(topology().describe().toString()).replaceAll(AttributionGraphTest::sorted))
                .isEqualTo("""
                    Topologies:
                       Sub-topology: 0
                        Source: activities (topics: [postway.activities])
                          --> attribute
                        Processor: attribute (stores: [counted-reports, devices, engagement-counters, engagement-forms, erased-devices, identifiers, recent-engagements, tallies, trackers, waiting-by-id, waiting-events])
                          --> attributed, callbacks, forgotten, rejected, trackers-seen
                          <-- activities
                        Sink: attributed (topic: postway.attributed)
                          <-- attribute
                        Sink: callbacks (topic: postway.callbacks)
                          <-- attribute
                        Sink: forgotten (topic: postway.forgotten)
                          <-- attribute
                        Sink: rejected (topic: postway.rejected)
                          <-- attribute
                        Sink: trackers-seen (topic: postway.trackers)
                          <-- attribute

                    """);
    }

    /** The stores of a processor are a set: their order means nothing, and changes from run to run. */
    private static String sorted(MatchResult stores) {
        return Stream.of(stores.group(1).split(", ")).sorted().collect(Collectors.joining(", ", "stores: [", "]"));
    }

    private static Topology topology() {
        var forwarder = new Forwarder(Template.parse(Map.of()));
        var metrics = new AttributionMetrics(new SimpleMeterRegistry());
        var topology = new Topology();
        new AttributionTopology(new Topics("postway"), new Attributor(SettingsFixture.shop()::asOf, forwarder, metrics))
                .addTo(topology);
        return topology;
    }
}
