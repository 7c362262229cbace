package io.postway.console;

import static io.postway.console.DeadLetters.LISTING;
import static io.postway.console.DeadLetters.TOPIC;
import static io.postway.console.DeadLetters.dead;
import static io.postway.console.DeadLetters.id;
import static io.postway.console.DeadLetters.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.postway.event.Json;
import io.postway.event.Topics;
import io.postway.forgotten.ForgottenDevices;
import io.postway.runtime.TopicGate;
import io.postway.runtime.TopicWriter;
import io.postway.runtime.UnavailableException;
import io.postway.settings.SettingsLedger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.node.ObjectNode;

class DeadLetterReplayTest {

    private final TopicInMemory topic = new TopicInMemory(TOPIC.name(), 2);

    private Replayed replay(String body) {
        var wish = ResourceBody.parse((ObjectNode) Json.parse(body), ReplayWish.class);
        // Kafka is away: nothing can be written.
        var writer = new TopicWriter(
                new KafkaTemplate<>(new DefaultKafkaProducerFactory<String, byte[]>(Map.of())), new TopicGate());
        var replay = new DeadLetterReplay(
                wish,
                new Topics("postway"),
                writer,
                new ForgottenDevices(),
                new SettingsLedger().latest(),
                minute(9_999));
        try (var ranges = topic.open()) {
            return replay.run(
                    new TopicPages<>(ranges, LISTING, DeadLetterReplay.filter(wish), Order.NEWEST, wish.start()));
        }
    }

    private void dies(int number, String reason) {
        topic.add(number % 2, minute(number), TOPIC.write(dead(number, reason)));
    }

    @Test
    void whatMayNotBeDurableIsNotToldAsReplayed() {
        dies(1, "status_404");

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> replay("{\"code\":\"status_404\"}"))
                .withMessageContaining("send the same again");
    }

    @Test
    void aDryRunWritesNothingAndTellsTheSame() {
        dies(1, "status_404");
        dies(2, "status_410");
        dies(3, "status_404");

        var tried = replay("{\"code\":\"status_404\",\"dry_run\":true}");

        assertThat(tried)
                .isEqualTo(new Replayed(true, 2, 0, new Replayed.Skipped(0), List.of(id(3), id(1)), true, null));
    }

    @Test
    void theLastDeathCounts() {
        dies(1, "status_404");
        dies(1, "status_410");

        assertThat(replay("{\"code\":\"status_404\",\"dry_run\":true}").matched())
                .isZero();
        assertThat(replay("{\"code\":\"status_410\",\"dry_run\":true}").matched())
                .isEqualTo(1);
    }

    @Test
    void aLimitEndsItWithAPlaceToGoOn() {
        for (int i = 0; i < 1_700; i++) {
            dies(i, "status_404");
        }

        var first = replay("{\"code\":\"status_404\",\"dry_run\":true,\"limit\":1200}");
        var rest = replay("{\"code\":\"status_404\",\"dry_run\":true,\"cursor\":\"%s\"}".formatted(first.next()));

        assertThat(first.matched()).isEqualTo(1_200);
        assertThat(first.callbackIds()).hasSize(1_000);
        assertThat(first.complete()).isFalse();
        assertThat(rest.matched()).isEqualTo(500);
        assertThat(rest.complete()).isTrue();
    }

    @Test
    void idsThatAreAllFoundNeedNoMoreLooking() {
        for (int i = 0; i < 1_700; i++) {
            dies(i, "status_404");
        }

        var tried = replay("{\"ids\":[\"%s\",\"%s\"],\"dry_run\":true}".formatted(id(1_690), id(1_600)));

        assertThat(tried.matched()).isEqualTo(2);
        assertThat(tried.complete()).isTrue();
        assertThat(replay("{\"ids\":[\"%s\"],\"dry_run\":true}".formatted(id(9_000)))
                        .matched())
                .isZero();
    }
}
