package io.postway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long NOW = 1_795_000_000_000L;

    private final CommitPace pace = new CommitPace(Duration.ofMillis(50));

    @Test
    void theFirstRecordAfterAPauseIsNotKeptWaiting() {
        var task = new Task();

        task.done(NOW, NOW - 20);

        assertThat(task.hasAsked()).isTrue();
    }

    @Test
    void thoseThatFollowWaitForTheInterval() {
        var task = new Task();
        task.done(NOW, NOW);
        task.hasAsked();

        task.done(NOW + 49, NOW + 48);
        assertThat(task.hasAsked()).isFalse();

        task.done(NOW + 50, NOW + 49);
        assertThat(task.hasAsked()).isTrue();
    }

    @Test
    void theLastOneNeedsNoneAfterIt() {
        var task = new Task();
        task.done(NOW, NOW);
        task.done(NOW + 10, NOW + 10);
        task.hasAsked();

        task.look(NOW + 40);
        assertThat(task.hasAsked()).isFalse();

        task.look(NOW + 50);
        assertThat(task.hasAsked()).isTrue();

        task.look(NOW + 100);
        assertThat(task.hasAsked()).as("nothing has been done since").isFalse();
    }

    @Test
    void itIsLookedForOftenEnough() {
        assertThat(new Task().context.scheduledPunctuators())
                .extracting(MockProcessorContext.CapturedPunctuator::getInterval)
                .containsExactly(Duration.ofMillis(10));
    }

    @Test
    void nobodyWaitsForWhatIsOldAnyway() {
        var task = new Task();
        var behind = CommitPace.BACKLOG.toMillis();

        task.done(NOW, NOW - behind - 1);
        task.look(NOW + 1_000);
        assertThat(task.hasAsked()).isFalse();

        task.done(NOW + 1_000, NOW + 1_000 - behind);
        assertThat(task.hasAsked()).isTrue();
    }

    /** What one asks for is the end of the transaction of all. */
    @Test
    void theTasksOfAThreadAskForOneEndTogether() {
        var one = new Task();
        var other = new Task();

        one.done(NOW, NOW);
        other.done(NOW + 1, NOW + 1);
        assertThat(one.hasAsked()).isTrue();
        assertThat(other.hasAsked()).isFalse();

        one.look(NOW + 55);
        other.look(NOW + 60);
        assertThat(one.hasAsked()).as("its record ended with the first").isFalse();
        assertThat(other.hasAsked()).isTrue();
    }

    @Test
    void withoutAPaceThereIsStreamsInterval() {
        assertThat(CommitPace.in(new MockProcessorContext<>())).isEmpty();
    }

    private final class Task {

        private final MockProcessorContext<String, byte[]> context;
        private final CommitPace.OfTask task;

        Task() {
            var configuration = new Properties();
            configuration.put(CommitPace.CONFIG, pace);
            this.context = new MockProcessorContext<>(configuration);
            this.task = CommitPace.in(context).orElseThrow();
        }

        void done(long at, long recordOf) {
            context.setCurrentSystemTimeMs(at);
            task.done(new Record<>("abcdefghijkl", new byte[0], recordOf));
        }

        void look(long at) {
            context.setCurrentSystemTimeMs(at);
            context.scheduledPunctuators().getFirst().getPunctuator().punctuate(at);
        }

        boolean hasAsked() {
            var hasAsked = context.committed();
            context.resetCommit();
            return hasAsked;
        }
    }
}
