package io.postway.market;

import io.postway.market.Shop.Ad;
import io.postway.market.Shop.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The market's apps: every setting of attribution is somewhere on, off and at several values. */
final class Shops {

    private static final String CLICK = "click_window_hours";
    private static final String PROBABILISTIC_CLICK = "probabilistic_click_window_hours";
    private static final String IMPRESSION = "impression_window_hours";
    private static final String PROBABILISTIC_IMPRESSION = "probabilistic_impression_window_hours";
    private static final String REATTRIBUTION = "reattribution_window_hours";
    private static final String INACTIVITY = "inactivity_hours";

    private static final String MATCHING = "probabilistic_matching";
    private static final String REMATCHING = "probabilistic_reattribution";

    private Shops() {}

    static List<Shop> all() {
        return List.of(
                shop(1, Platform.IOS, Map.of(), Set.of()),
                shop(2, Platform.ANDROID, Map.of(INACTIVITY, 24), Set.of()),
                shop(
                        3,
                        Platform.IOS,
                        Map.of(IMPRESSION, 24, PROBABILISTIC_IMPRESSION, 3, INACTIVITY, 24),
                        Set.of(MATCHING, REMATCHING)),
                shop(
                        4,
                        Platform.ANDROID,
                        Map.of(PROBABILISTIC_CLICK, 24, IMPRESSION, 48, INACTIVITY, 0),
                        Set.of(MATCHING)),
                filtering(
                        5,
                        Platform.IOS,
                        Set.of(),
                        Map.of(
                                "max_engagements_per_hour", 3,
                                "min_click_to_install_seconds", 10,
                                "min_click_to_reattribution_seconds", 60)),
                filtering(6, Platform.ANDROID, Set.of(), Map.of("max_engagements_per_hour", 10)),
                filtering(
                        7,
                        Platform.ANDROID,
                        Set.of("anonymous_traffic", "malformed_advertising_ids", "engagement_injection"),
                        Map.of("min_click_to_install_seconds", 2)),
                new Shop(
                        token(8),
                        Platform.ANDROID,
                        Map.of(INACTIVITY, 24, CLICK, 72),
                        Set.of(MATCHING, REMATCHING),
                        Set.of("engagement_injection"),
                        Map.of(),
                        Map.of(CLICK, 48, INACTIVITY, 0, REATTRIBUTION, 720, IMPRESSION, 12, PROBABILISTIC_CLICK, 2),
                        ads(8)),
                shop(
                        9,
                        Platform.CHINA,
                        Map.of(CLICK, 720, IMPRESSION, 720, REATTRIBUTION, 720, INACTIVITY, 0),
                        Set.of("hardware_ids")),
                shop(10, Platform.TV, Map.of(INACTIVITY, 0), Set.of(MATCHING)),
                shop(11, Platform.WINDOWS, Map.of(INACTIVITY, 48, REATTRIBUTION, 24), Set.of()),
                new Shop(
                        token(12),
                        Platform.IOS,
                        Map.of(IMPRESSION, 6, PROBABILISTIC_IMPRESSION, 1),
                        Set.of(MATCHING, REMATCHING),
                        Set.of(),
                        Map.of("max_engagements_per_hour", 2),
                        Map.of(INACTIVITY, 1, PROBABILISTIC_IMPRESSION, 24),
                        ads(12)));
    }

    private static Shop shop(int number, Platform platform, Map<String, Integer> hours, Set<String> switches) {
        return new Shop(token(number), platform, hours, switches, Set.of(), Map.of(), Map.of(), ads(number));
    }

    private static Shop filtering(
            int number, Platform platform, Set<String> filtersOff, Map<String, Integer> thresholds) {
        return new Shop(
                token(number),
                platform,
                Map.of(IMPRESSION, 24, INACTIVITY, 0),
                Set.of(),
                filtersOff,
                thresholds,
                Map.of(),
                ads(number));
    }

    private static String token(int number) {
        return "marketapp%03d".formatted(number);
    }

    /** BackInApp's, one that leaves all to the app, and one with a mind of its own. */
    private static List<Ad> ads(int number) {
        return List.of(
                new Ad("mkt%02da".formatted(number), "BackInApp", true, Map.of()),
                new Ad("mkt%02db".formatted(number), "Plain Network", false, Map.of()),
                new Ad(
                        "mkt%02dc".formatted(number),
                        "Own Network",
                        false,
                        number % 2 == 0
                                ? Map.of(CLICK, 24, PROBABILISTIC_CLICK, 1, REATTRIBUTION, 48)
                                : Map.of(CLICK, 48, IMPRESSION, 1, PROBABILISTIC_IMPRESSION, 2, INACTIVITY, 3)));
    }
}
