package io.postway.attribution;

import io.postway.event.DeviceReport;
import io.postway.event.Event;
import io.postway.event.Session;
import io.postway.runtime.ForgetfulStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** The reports that were counted and had an id of their sender's, so that the sender may safely send them again. */
final class CountedReports {

    /** How long a repeated report is known for what it is. */
    static final Duration RETENTION = Duration.ofDays(7);

    private static final String NAME = "counted-reports";

    private final ForgetfulStore<String> store;

    CountedReports(ProcessorContext<?, ?> context) {
        this.store = new ForgetfulStore<>(context.getStateStore(NAME), RETENTION);
    }

    static Set<StoreBuilder<?>> stores() {
        return Set.of(ForgetfulStore.builder(NAME, RETENTION, Serdes.String()));
    }

    /** The id of the record that was counted of the reports which {@code report} repeats; none: it repeats none. */
    Optional<String> first(DeviceReport report) {
        return report.repeatableBy().flatMap(eventId -> store.first(key(report, eventId), report.receivedAt()));
    }

    void remember(DeviceReport report) {
        report.repeatableBy()
                .ifPresent(
                        eventId -> store.put(key(report, eventId), report.id().toString(), report.receivedAt()));
    }

    /** The sender's text comes last: whatever it holds, no other key reads alike. */
    private static String key(DeviceReport report, String eventId) {
        var kind = switch (report) {
            case Session session -> "session";
            case Event event -> "event";
        };
        return String.join("|", report.appToken().value(), report.environment().name(), kind, eventId);
    }
}
