package io.postway.market;

import io.postway.event.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * An app of the market with all of its settings, both as the service is told and as the rules ask for them.
 *
 * @param hours the app's windows by their names
 * @param switches what is on of {@code probabilistic_matching}, {@code probabilistic_reattribution},
 *     {@code hardware_ids}
 * @param filtersOff filters that are on by default, and are not here
 * @param thresholds filters that are off by default, and are on here
 * @param panelHours windows of BackInApp's panel
 */
record Shop(
        String token,
        Platform platform,
        Map<String, Integer> hours,
        Set<String> switches,
        Set<String> filtersOff,
        Map<String, Integer> thresholds,
        Map<String, Integer> panelHours,
        List<Ad> ads) {

    /** Counts once per device. */
    static final String UNIQUE_EVENT = "ev0002";

    static final List<String> EVENTS = List.of("ev0001", UNIQUE_EVENT, "ev0003");

    private static final Map<String, Integer> DEFAULT_HOURS = Map.of(
            "click_window_hours", 168,
            "probabilistic_click_window_hours", 6,
            "reattribution_window_hours", 168,
            "inactivity_hours", 168);

    /** Which ids its devices have; the first are the advertising ids. */
    enum Platform {
        IOS("ios", List.of("idfa"), List.of("idfv")),
        ANDROID("android", List.of("gps_adid"), List.of("android_id")),
        CHINA("android", List.of("oaid"), List.of("imei", "android_id")),
        TV("fire-tv", List.of("fire_adid", "rida", "vida", "tifa"), List.of("external_device_id")),
        WINDOWS("windows", List.of("win_adid"), List.of("win_naid", "win_hwid", "web_uuid"));

        private final String osName;
        private final List<String> advertisingIds;
        private final List<String> otherIds;

        Platform(String osName, List<String> advertisingIds, List<String> otherIds) {
            this.osName = osName;
            this.advertisingIds = advertisingIds;
            this.otherIds = otherIds;
        }

        String osName() {
            return osName;
        }

        List<String> advertisingIds() {
            return advertisingIds;
        }

        List<String> otherIds() {
            return otherIds;
        }

        boolean isAndroid() {
            return osName.equals("android");
        }
    }

    /**
     * A tracker link.
     *
     * @param backinapp whether it is BackInApp's, whose panel then has a say
     */
    record Ad(String token, String name, boolean backinapp, Map<String, Integer> hours) {

        ObjectNode json() {
            var json = object().put("token", token).put("name", name);
            hours.forEach(json::put);
            return backinapp ? json.put("partner", "backinapp") : json;
        }
    }

    boolean has(String switched) {
        return switches.contains(switched);
    }

    boolean filters(String filter) {
        return !filtersOff.contains(filter);
    }

    Optional<Integer> threshold(String filter) {
        return Optional.ofNullable(thresholds.get(filter));
    }

    /** The link's own, else its partner's, else the app's, else the default; none: there is none. */
    Optional<Long> seconds(String window, String link) {
        var ad = ads.stream()
                .filter(candidate -> candidate.token().equals(link))
                .findFirst()
                .orElseThrow();
        return Stream.of(ad.hours(), ad.backinapp() ? panelHours : Map.<String, Integer>of(), hours, DEFAULT_HOURS)
                .filter(source -> source.containsKey(window))
                .map(source -> source.getOrDefault(window, 0) * 3600L)
                .findFirst();
    }

    ObjectNode json() {
        var json = object().put("token", token).put("name", "Shop " + token);
        if (platform.isAndroid()) {
            json.put("android_package", "com.example." + token);
        } else {
            json.put("ios_app_id", 7_000_000_000L + Integer.parseInt(token.replaceAll("\\D", "")));
        }
        var attribution = json.putObject("attribution");
        hours.forEach(attribution::put);
        switches.forEach(switched -> attribution.put(switched, true));
        var filters = attribution.putObject("filters");
        filtersOff.forEach(filter -> filters.put(filter, false));
        thresholds.forEach(filters::put);
        var events = json.putArray("events");
        EVENTS.forEach(event -> events.addObject()
                .put("token", event)
                .put("name", event)
                .put("unique", event.equals(UNIQUE_EVENT))
                .put("revenue", false));
        return json;
    }

    /** BackInApp's panel; nobody gets callbacks of it. */
    ObjectNode panelJson() {
        var json = object();
        var attribution = json.putObject("attribution");
        panelHours.forEach(attribution::put);
        return json;
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
