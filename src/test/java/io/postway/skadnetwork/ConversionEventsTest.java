package io.postway.skadnetwork;

import static io.postway.event.Postbacks.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.postway.event.CoarseValue;
import io.postway.event.Postback.Signature.State;
import io.postway.event.Postbacks;
import io.postway.event.Skan;
import io.postway.event.SkanActivity;
import io.postway.event.SkanActivity.DecodedEvent;
import io.postway.event.SkanKind;
import io.postway.settings.ConversionSchemas;
import io.postway.settings.ConversionSchemas.Meaning;
import io.postway.settings.ConversionSchemas.Schema;
import io.postway.settings.SettingsFixture;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a conversion value stands for, by the schema of its time. */
class ConversionEventsTest {

    private static final Schema OLD_SCHEMA = new Schema(
            Postbacks.AT.minus(Duration.ofDays(60)),
            "EUR",
            Map.of(
                    7,
                    List.of(
                            new Meaning(SettingsFixture.PURCHASE, 1, 3, new BigDecimal("10"), new BigDecimal("20")),
                            new Meaning(SettingsFixture.REGISTRATION, 1, 1, null, null))),
            Map.of(1, Map.of(CoarseValue.HIGH, List.of(new Meaning(null, null, null, new BigDecimal("50"), null)))));

    private static final Schema NEW_SCHEMA = new Schema(
            Postbacks.AT.minus(Duration.ofDays(1)),
            null,
            Map.of(7, List.of(new Meaning(SettingsFixture.REGISTRATION, null, null, null, null))),
            null);

    @TempDir
    private Path state;

    private SkanStage stage;
    private Postbacks doors;

    @BeforeEach
    void start() {
        stage = SkanStage.start(
                SettingsFixture.shop().with(new ConversionSchemas(List.of(NEW_SCHEMA, OLD_SCHEMA))), state);
        doors = stage.doors();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aValueStandsForWhatItsAppSaidAtThatTime() {
        stage.receive(doors.forwarded(winner(0, 7, null), Postbacks.AT.minus(Duration.ofDays(2))));

        assertThat(stage.events())
                .containsExactly(
                        new DecodedEvent(
                                SettingsFixture.PURCHASE,
                                "Purchase",
                                1,
                                3,
                                new BigDecimal("10"),
                                new BigDecimal("20"),
                                "EUR"),
                        new DecodedEvent(SettingsFixture.REGISTRATION, "Registration", 1, 1, null, null, "EUR"));
    }

    @Test
    void aNewSchemaHoldsFromItsTimeOn() {
        stage.receive(doors.forwarded(winner(0, 7, null), Postbacks.AT));

        assertThat(stage.events()).extracting(DecodedEvent::event).containsExactly(SettingsFixture.REGISTRATION);
    }

    @Test
    void aCoarseValueStandsForSomethingInItsOwnPostback() {
        var inTime = Postbacks.AT.minus(Duration.ofDays(2));
        stage.receive(doors.forwarded(winner(0, null, CoarseValue.HIGH), inTime));
        stage.receive(doors.forwarded(winner(1, null, CoarseValue.HIGH), inTime));

        assertThat(stage.events())
                .containsExactly(new DecodedEvent(null, null, null, null, new BigDecimal("50"), null, "EUR"));
    }

    @Test
    void neitherCopiesNorUnknownAppsNorLosersBringEvents() {
        stage.receive(doors.forwarded(winner(0, 7, null)));
        stage.counted();

        stage.receive(doors.forwarded(winner(0, 7, null)));
        stage.receive(doors.direct(winner(0, 7, null)));
        var elsewhere = new Skan.V40("com.example", "52", 1, "t-2", false, null, null, 1, true, 0, 7, null, null, "x");
        stage.receive(doors.forwarded(elsewhere));

        assertThat(stage.counted())
                .extracting(SkanActivity::kind)
                .containsExactly(SkanKind.SK_INSTALL_DIRECT, SkanKind.SK_INSTALL);
    }

    @Test
    void theBooksBalance() {
        stage.receive(doors.forwarded(winner(0, 7, null)));
        stage.receive(doors.forwarded(winner(0, 7, null)));
        stage.receive(doors.forwarded(winner(0, 8, null)));
        stage.receive(doors.forwarded(winner(), State.INVALID));
        stage.receive(new byte[] {1});

        assertThat(stage.metric("read")).isEqualTo(5);
        assertThat(stage.metric("counted")
                        + stage.metric("repeated")
                        + stage.metric("uncounted")
                        + stage.metric("rejected"))
                .isEqualTo(5);
        assertThat(stage.metric("events")).isEqualTo(1);
    }
}
