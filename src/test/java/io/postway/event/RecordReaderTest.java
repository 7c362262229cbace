package io.postway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What our own hand wrote, read back: as JSON from topics, and without names from stores. */
class RecordReaderTest {

    private static final Whole WHOLE = new Whole(
            "text, ü and \"",
            Instant.parse("2026-11-22T10:11:12.345Z"),
            42,
            true,
            new UUID(1, 2),
            Environment.SANDBOX,
            List.of("a", "b"),
            Map.of("name", "value"),
            new AppToken("demoshop0001"),
            new Part(7, null));

    private record Whole(
            String text,
            Instant time,
            long number,
            boolean flag,
            UUID id,
            Environment environment,
            List<String> list,
            Map<String, String> map,
            AppToken token,
            @Nullable Part part) {}

    private record Part(int positive, @Nullable String nothing) {

        private Part {
            if (positive < 0) {
                throw new IllegalArgumentException("must not be negative");
            }
        }
    }

    /** {@link Part} as it may be once it has grown. */
    private record Grown(
            int positive,
            @Nullable String nothing,
            @Nullable String later,
            boolean flag) {}

    @Test
    void readsWhatJacksonWrites() {
        assertThat(readOwn(Json.MAPPER.writeValueAsString(WHOLE), Whole.class)).isEqualTo(WHOLE);
    }

    @Test
    void readsAsJacksonDoesInAnyOrderAndWithWhatIsMissing() {
        for (String json : List.of(
                "{\"nothing\":\"x\",\"positive\":1}",
                "{\"positive\":1,\"nothing\":null}",
                "{\"positive\":null}",
                "{\"unknown\":{\"positive\":[1,{}]},\"positive\":3,\"more\":[[]]}",
                "{}")) {
            assertThat(readOwn(json, Part.class)).isEqualTo(Json.MAPPER.readValue(json, Part.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"text\"", "[1]", "[]", "{\"positive\":{}}", "{\"positive\":\"x\"}"})
    void whatIsAnotherShapeIsAMismatch(String json) {
        assertThatThrownBy(() -> readOwn(json, Part.class)).isInstanceOf(MismatchedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"positive\"", "{\"positive\":1", "{\"positive\":1} {}", "[1"})
    void whatEndsTooSoonOrTooLateIsUnreadable(String json) {
        assertThatThrownBy(() -> readOwn(json, Part.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void whatAConstructorRefusesIsUnreadableToo() {
        assertThatThrownBy(() -> readOwn("{\"positive\":-1}", Part.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasRootCauseMessage("must not be negative");
    }

    @Test
    void readsTheKindOfAnActivityWhereverItStands() {
        var click = new Activities(1).click(Instant.EPOCH, Tracker.of(new LinkToken("abc123"), "n", List.of(), null));
        var json = Json.MAPPER.writeValueAsString(click);
        assertThat(json).startsWith("{\"kind\":\"click\",");
        var last = "{" + json.substring("{\"kind\":\"click\",".length(), json.length() - 1) + ",\"kind\":\"click\"}";
        assertThat(readOwn(json, Activity.class)).isEqualTo(click);
        assertThat(readOwn(last, Activity.class)).isEqualTo(click);
    }

    @Test
    void storesKeepRecordsWithoutNames() {
        var serde = Stored.serde(Whole.class);
        var bytes = serde.serializer().serialize("", WHOLE);
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(WHOLE);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("environment", "positive");
    }

    @Test
    void aStoreIsReadByAVersionThatKnowsMoreOrLess() {
        var part = Stored.serde(Part.class);
        var grown = Stored.serde(Grown.class);
        assertThat(grown.deserializer().deserialize("", part.serializer().serialize("", new Part(5, "x"))))
                .isEqualTo(new Grown(5, "x", null, false));
        var more = grown.serializer().serialize("", new Grown(5, "x", "y", true));
        assertThat(part.deserializer().deserialize("", more)).isEqualTo(new Part(5, "x"));
    }

    @Test
    void whatAStoreHasLostTheEndOfIsUnreadable() {
        var serde = Stored.serde(Whole.class);
        var bytes = serde.serializer().serialize("", WHOLE);
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serde.deserializer().deserialize("", cut)).isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void whatAStoreHoldsInAnotherShapeIsAMismatch() {
        var number = Stored.serde(Integer.class).serializer().serialize("", 1);
        assertThatThrownBy(() -> Stored.serde(Whole.class).deserializer().deserialize("", number))
                .isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void aStoreOfTheFirstVersionsIsReadAsWell() {
        var serde = Stored.serde(Whole.class);
        assertThat(serde.deserializer().deserialize("", Json.MAPPER.writeValueAsBytes(WHOLE)))
                .isEqualTo(WHOLE);
    }

    @Test
    void storesKeepActivities() {
        var activities = new Activities(1);
        var event = activities.event(Instant.EPOCH, new EventToken("ev0001"), null, "idfa", Activities.IDFA);
        var serde = Stored.serde(Event.class);
        assertThat(serde.deserializer().deserialize("", serde.serializer().serialize("", event)))
                .isEqualTo(event);
    }

    private static <T> T readOwn(String json, Class<T> type) {
        return Json.readOwn(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
