package io.postway.settings;

import static io.postway.settings.SettingsFixture.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postway.event.CoarseValue;
import io.postway.event.EventToken;
import io.postway.event.Json;
import io.postway.settings.ConversionSchemas.Meaning;
import io.postway.settings.ConversionSchemas.Schema;
import io.postway.settings.Outcome.Reason;
import io.postway.settings.Outcome.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class ConversionSchemasTest {

    private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2026-09-01T00:00:00Z");

    @Test
    void theLatestSchemaThatHasBegunIsValid() {
        var schemas = new ConversionSchemas(List.of(empty(AUTUMN), empty(SPRING)));

        assertThat(schemas.at(SPRING.minusMillis(1))).isEmpty();
        assertThat(schemas.at(SPRING)).contains(empty(SPRING));
        assertThat(schemas.at(AUTUMN.minusMillis(1))).contains(empty(SPRING));
        assertThat(schemas.at(AUTUMN)).contains(empty(AUTUMN));
    }

    @Test
    void itIsReadAsTheAdminApiTakesIt() {
        var schema = read("""
            {"valid_from":"2026-03-01T00:00:00Z","currency":"EUR",
             "fine":{"7":[{"event":"ev0001","count_min":1,"revenue_max":9.99}]},
             "coarse":{"2":{"low":[{"revenue_min":1}]}}}
            """).at(SPRING).orElseThrow();

        assertThat(schema.ofFine(7)).extracting(Meaning::event).containsExactly(PURCHASE);
        assertThat(schema.ofFine(8)).isEmpty();
        assertThat(schema.ofCoarse(2, CoarseValue.LOW)).hasSize(1);
        assertThat(schema.ofCoarse(1, CoarseValue.LOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                    | valid_from is required",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\",\"currency\":\"euro\"}       | three capital letters",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\",\"fine\":{\"64\":[]}}        | by 0 to 63",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\",\"coarse\":{\"3\":{}}}       | by 0 to 2",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\",\"fine\":{\"1\":[{}]}}       | event, revenue_min or"
                        + " revenue_max is required",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\",\"fine\":{\"1\":[{\"revenue_min\":1}]}} | currency is"
                        + " required",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\",\"currency\":\"EUR\","
                        + "\"fine\":{\"1\":[{\"revenue_min\":2,\"revenue_max\":1}]}} | must not be above revenue_max",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\","
                        + "\"fine\":{\"1\":[{\"event\":\"ev0001\",\"count_min\":-1}]}} | count_min must be 0 to",
                "{\"valid_from\":\"2026-03-01T00:00:00Z\",\"currency\":\"EUR\","
                        + "\"fine\":{\"1\":[{\"revenue_max\":-1}]}} | revenue_max must be 0 to"
            })
    void whatMakesNoSenseIsNamed(String schema, String message) {
        assertThatThrownBy(() -> read(schema))
                .isInstanceOfSatisfying(
                        JacksonException.class,
                        failure -> assertThat(Mistake.in(failure)).contains(message));
    }

    @Test
    void twoSchemasMustNotBeginAtOnce() {
        assertThatThrownBy(() -> new ConversionSchemas(List.of(empty(SPRING), empty(SPRING))))
                .hasMessageContaining("must not hold a valid_from twice");
    }

    @Test
    void onlyEventsOfTheAppCanBeNamed() {
        var unknown = new ConversionSchemas(List.of(new Schema(
                SPRING,
                null,
                Map.of(1, List.of(new Meaning(new EventToken("nosuch"), null, null, null, null))),
                null)));

        var outcome = SettingsFixture.shop().propose(ResourceKey.conversionSchemas(SettingsFixture.SHOP), 0, unknown);

        assertThat(outcome).isEqualTo(new Refused(Reason.INVALID, "schemas name an unknown event: nosuch"));
    }

    private static Schema empty(Instant validFrom) {
        return new Schema(validFrom, null, null, null);
    }

    private static ConversionSchemas read(String schema) {
        return Json.MAPPER.readValue("{\"schemas\":[" + schema + "]}", ConversionSchemas.class);
    }
}
