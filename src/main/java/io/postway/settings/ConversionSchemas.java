package io.postway.settings;

import io.postway.event.CoarseValue;
import io.postway.event.EventToken;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an app's conversion values stand for, over time. Apple tells a value up to weeks after it was set, so a new
 * schema does not replace the old one: each is valid from its time until the next one's.
 *
 * @param schemas in any order
 */
public record ConversionSchemas(@Nullable List<Schema> schemas) implements Resource {

    private static final int MAX_SCHEMAS = 200;
    private static final int MAX_MEANINGS = 32;
    private static final int MAX_FINE_VALUE = 63;
    private static final int MAX_POSTBACK = 2;

    public ConversionSchemas {
        schemas = schemas == null ? List.of() : List.copyOf(schemas);
        Rules.that(schemas.size() <= MAX_SCHEMAS, "schemas must be at most " + MAX_SCHEMAS);
        var times = new HashSet<Instant>();
        for (Schema schema : schemas) {
            Rules.that(
                    times.add(schema.validFrom()), "schemas must not hold a valid_from twice: " + schema.validFrom());
        }
    }

    /** Of an app that nobody has told us about. */
    public static ConversionSchemas none() {
        return new ConversionSchemas(List.of());
    }

    /** The schema that is valid at {@code time}. */
    public Optional<Schema> at(Instant time) {
        return known().stream()
                .filter(schema -> !schema.validFrom().isAfter(time))
                .max(Comparator.comparing(Schema::validFrom));
    }

    /** Every event that any schema names. */
    Stream<EventToken> events() {
        return known().stream()
                .flatMap(Schema::meanings)
                .flatMap(meaning -> Optional.ofNullable(meaning.event()).stream());
    }

    private List<Schema> known() {
        return schemas == null ? List.of() : schemas;
    }

    /**
     * What values stand for from one time on.
     *
     * @param validFrom inclusive; compared to when the ad network got the postback
     * @param currency of all revenue, three letters; null: there is none
     * @param fine by value, 0 to 63; a value that is missing stands for an install and nothing else
     * @param coarse by postback, 0 to 2, then by value
     */
    public record Schema(
            Instant validFrom,
            @Nullable String currency,
            @Nullable Map<Integer, List<Meaning>> fine,
            @Nullable Map<Integer, Map<CoarseValue, List<Meaning>>> coarse) {

        public Schema {
            Rules.present("schemas.valid_from", validFrom);
            Rules.that(
                    currency == null || currency.matches("[A-Z]{3}"),
                    "schemas.currency must be three capital letters such as EUR");
            fine = fine == null ? Map.of() : Map.copyOf(fine);
            coarse = coarse == null ? Map.of() : Map.copyOf(coarse);
            fine.keySet().forEach(value -> inRange("schemas.fine", value, MAX_FINE_VALUE));
            coarse.keySet().forEach(postback -> inRange("schemas.coarse", postback, MAX_POSTBACK));
            meaningsByValue(fine, coarse)
                    .forEach(meanings -> Rules.that(
                            meanings.size() <= MAX_MEANINGS,
                            "a value must not stand for more than " + MAX_MEANINGS + " things"));
            var needsCurrency =
                    meaningsByValue(fine, coarse).flatMap(Collection::stream).anyMatch(Meaning::tellsRevenue);
            Rules.that(currency != null || !needsCurrency, "schemas.currency is required where there is revenue");
        }

        /** What {@code value} stands for in a first postback. */
        public List<Meaning> ofFine(int value) {
            return fine == null ? List.of() : fine.getOrDefault(value, List.of());
        }

        /** @param postback 0, 1 or 2 */
        public List<Meaning> ofCoarse(int postback, CoarseValue value) {
            return coarse == null
                    ? List.of()
                    : coarse.getOrDefault(postback, Map.of()).getOrDefault(value, List.of());
        }

        private Stream<Meaning> meanings() {
            return meaningsByValue(fine == null ? Map.of() : fine, coarse == null ? Map.of() : coarse)
                    .flatMap(Collection::stream);
        }

        private static Stream<List<Meaning>> meaningsByValue(
                Map<Integer, List<Meaning>> fine, Map<Integer, Map<CoarseValue, List<Meaning>>> coarse) {
            return Stream.concat(
                    fine.values().stream(),
                    coarse.values().stream().map(Map::values).flatMap(Collection::stream));
        }

        private static void inRange(String field, int value, int max) {
            Rules.that(value >= 0 && value <= max, field + " must be by 0 to " + max + ", was: " + value);
        }
    }

    /**
     * One thing that a value stands for: an event, a range of revenue, or an event with its revenue. Ranges include
     * both ends; null: nothing is known about it.
     */
    public record Meaning(
            @Nullable EventToken event,
            @Nullable Integer countMin,
            @Nullable Integer countMax,
            @Nullable BigDecimal revenueMin,
            @Nullable BigDecimal revenueMax) {

        public Meaning {
            Rules.that(
                    event != null || revenueMin != null || revenueMax != null,
                    "a value must stand for an event or for revenue");
            Rules.that(isNatural(countMin) && isNatural(countMax), "count_min and count_max must not be negative");
            Rules.that(
                    isNatural(revenueMin) && isNatural(revenueMax), "revenue_min and revenue_max must not be negative");
            Rules.that(
                    countMin == null || countMax == null || countMin <= countMax,
                    "count_min must not be above count_max");
            Rules.that(
                    revenueMin == null || revenueMax == null || revenueMin.compareTo(revenueMax) <= 0,
                    "revenue_min must not be above revenue_max");
        }

        private static boolean isNatural(@Nullable Number number) {
            return number == null || number.doubleValue() >= 0;
        }

        boolean tellsRevenue() {
            return revenueMin != null || revenueMax != null;
        }
    }
}
