package io.postway.settings;

import io.postway.event.CoarseValue;
import io.postway.event.EventToken;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    /** As of an event. */
    private static final BigDecimal MAX_REVENUE = new BigDecimal("100000000000");

    public ConversionSchemas {
        schemas = schemas == null ? List.of() : Rules.list("schemas", schemas);
        Rules.that(schemas.size() <= MAX_SCHEMAS, "schemas must hold at most " + MAX_SCHEMAS);
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
            Rules.present("valid_from", validFrom);
            Rules.that(
                    currency == null || currency.matches("[A-Z]{3}"),
                    "currency must be three capital letters such as EUR");
            fine = fine == null ? Map.of() : whole("fine", fine, MAX_FINE_VALUE);
            coarse = coarse == null ? Map.of() : wholeByPostback(coarse);
            var needsCurrency =
                    meaningsByValue(fine, coarse).flatMap(Collection::stream).anyMatch(Meaning::tellsRevenue);
            Rules.that(currency != null || !needsCurrency, "currency is required where there is revenue");
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

        private static Map<Integer, List<Meaning>> whole(String field, Map<Integer, List<Meaning>> byValue, int max) {
            var whole = new LinkedHashMap<Integer, List<Meaning>>();
            byValue.forEach((value, meanings) -> {
                inRange(field, value, max);
                whole.put(value, whole(field + "." + value, meanings));
            });
            return Collections.unmodifiableMap(whole);
        }

        private static Map<Integer, Map<CoarseValue, List<Meaning>>> wholeByPostback(
                Map<Integer, Map<CoarseValue, List<Meaning>>> byPostback) {
            var whole = new LinkedHashMap<Integer, Map<CoarseValue, List<Meaning>>>();
            byPostback.forEach((postback, byValue) -> {
                inRange("coarse", postback, MAX_POSTBACK);
                Rules.present("coarse." + postback, byValue);
                var values = new EnumMap<CoarseValue, List<Meaning>>(CoarseValue.class);
                byValue.forEach((value, meanings) -> values.put(
                        value, whole("coarse." + postback + "." + value.name().toLowerCase(Locale.ROOT), meanings)));
                whole.put(postback, Collections.unmodifiableMap(values));
            });
            return Collections.unmodifiableMap(whole);
        }

        private static List<Meaning> whole(String field, @Nullable List<Meaning> meanings) {
            Rules.that(meanings != null, field + " must be an array");
            var whole = Rules.list(field, Objects.requireNonNull(meanings));
            Rules.that(
                    whole.size() <= MAX_MEANINGS, field + " must not stand for more than " + MAX_MEANINGS + " things");
            return whole;
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
            Rules.between("count_min", countMin, 0, Integer.MAX_VALUE);
            Rules.between("count_max", countMax, 0, Integer.MAX_VALUE);
            requireRevenue("revenue_min", revenueMin);
            requireRevenue("revenue_max", revenueMax);
            Rules.that(
                    event != null || revenueMin != null || revenueMax != null,
                    "event, revenue_min or revenue_max is required");
            Rules.that(
                    countMin == null || countMax == null || countMin <= countMax,
                    "count_min must not be above count_max");
            Rules.that(
                    revenueMin == null || revenueMax == null || revenueMin.compareTo(revenueMax) <= 0,
                    "revenue_min must not be above revenue_max");
        }

        private static void requireRevenue(String field, @Nullable BigDecimal value) {
            Rules.that(
                    value == null || (value.signum() >= 0 && value.compareTo(MAX_REVENUE) <= 0),
                    field + " must be 0 to " + MAX_REVENUE.toPlainString());
        }

        boolean tellsRevenue() {
            return revenueMin != null || revenueMax != null;
        }
    }
}
