package io.postway.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.Activities;
import io.postway.event.LinkTally;
import io.postway.event.Tracker;
import io.postway.event.TrackerSeen;
import io.postway.settings.SettingsFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerBookTest {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");
    private static final Tracker LINK = Tracker.of(SettingsFixture.BACKINAPP_LINK, "BackInApp", List.of(), null);

    @TempDir
    private Path directory;

    /** As after a crash, or when a partition moves to another instance. */
    @Test
    void whoeverTakesOverTellsAllTallies() {
        var context = new MockProcessorContext<String, byte[]>(new Properties(), new TaskId(0, 0), directory.toFile());
        for (StoreBuilder<?> builder : TrackerBook.stores()) {
            var store = builder.withCachingDisabled().withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        new TrackerBook(context).enrol(new Activities(1).click(AT, LINK), 10);

        var successor = new TrackerBook(context);

        assertThat(successor.changed())
                .extracting(TrackerSeen::tally)
                .containsExactly(new LinkTally(1, 0, 0, 0, 0, AT));
        assertThat(successor.changed()).isEmpty();
    }
}
