package io.postway.collect.engagement;

import io.postway.event.Tracker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What Play's store hands to the app once it is installed: which click led there (Adjust, "Attribution methods"). The
 * {@code adjust_reftag} is the click's id; ids that others gave to the click, and its levels, are beside it.
 */
record PlayReferrer(String text) {

    private static final String PLAY = "play.google.com";
    private static final String DETAILS = "/store/apps/details";
    private static final String REFERRER = "referrer";

    /** How Google's own tools name the four levels. */
    private static final List<String> LEVELS = List.of("utm_source", "utm_campaign", "utm_content", "utm_term");

    /** Play cuts off long referrers: what is longer is left out, and known by the click's id. */
    private static final int MAX_VALUE = 256;

    static PlayReferrer of(Hit hit) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("adjust_reftag", hit.id().toString());
        own(hit, "external_click_id").ifPresent(id -> parts.put("adjust_external_click_id", id));
        own(hit, "backinapp_click_id").ifPresent(id -> parts.put("backinapp_click_id", id));
        var levels = hit.tracker().levels();
        for (int i = 0; i < Math.min(levels.size(), Tracker.MAX_LEVELS); i++) {
            if (levels.get(i).length() <= MAX_VALUE) {
                parts.put(LEVELS.get(i), levels.get(i));
            }
        }
        return new PlayReferrer(
                parts.entrySet().stream().map(PlayReferrer::pair).collect(Collectors.joining("&")));
    }

    private static Optional<String> own(Hit hit, String name) {
        return hit.parameters().value(name).filter(value -> value.length() <= MAX_VALUE);
    }

    private static String pair(Map.Entry<String, String> part) {
        return part.getKey() + "=" + encode(part.getValue());
    }

    /** The same page, with this referrer after the one that it may have; any other page as it is. */
    URI addTo(URI page) {
        if (!PLAY.equalsIgnoreCase(page.getHost()) || !DETAILS.equals(page.getPath())) {
            return page;
        }
        var components = UriComponentsBuilder.fromUri(page);
        var before = Optional.ofNullable(components.build().getQueryParams().getFirst(REFERRER))
                .map(sent -> UriUtils.decode(sent, StandardCharsets.UTF_8));
        var all = Stream.concat(before.stream(), Stream.of(text)).collect(Collectors.joining("&"));
        return components.replaceQueryParam(REFERRER, encode(all)).build(true).toUri();
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
