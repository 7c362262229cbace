package io.postway.settings;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What this instance made of the settings log. At rest: records in the log = applied + refused + unreadable. Alert when
 * {@code unreadable} grows: somebody else writes to the log, or an instance is too old for it.
 */
final class SettingsMetrics {

    private final MeterRegistry meters;

    SettingsMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void folded(Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied applied -> count("applied", "none");
            case Outcome.Refused refused ->
                count("refused", refused.reason().name().toLowerCase(Locale.ROOT));
        }
    }

    void unreadable() {
        count("unreadable", "none");
    }

    private void count(String outcome, String reason) {
        Counter.builder("postway.settings.changes")
                .description("Records of the settings log that this instance has read, by what became of them")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(meters)
                .increment();
    }
}
