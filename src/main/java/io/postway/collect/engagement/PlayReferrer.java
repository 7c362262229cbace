package io.postway.collect.engagement;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.UriUtils;

/**
 * What Play's store hands to the app once it is installed: which click led there (Adjust, "Attribution methods"). The
 * {@code adjust_reftag} is the click's id; ids that others gave to the click, and its levels, are beside it.
 */
record PlayReferrer(String text) {

    private static final String PLAY = "play.google.com";
    private static final String DETAILS = "/store/apps/details";
    private static final String REFERRER = "referrer=";

    /** How Google's own tools name the four levels. */
    private static final List<String> LEVELS = List.of("utm_source", "utm_campaign", "utm_content", "utm_term");

    /** Play cuts off long referrers: a part that does not fit is left out, and known by the click's id. */
    private static final int MAX_LENGTH = 1_024;

    static PlayReferrer of(Hit hit) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("adjust_reftag", hit.id().toString());
        hit.parameters().value("external_click_id").ifPresent(id -> parts.put("adjust_external_click_id", id));
        hit.parameters().value("backinapp_click_id").ifPresent(id -> parts.put("backinapp_click_id", id));
        var levels = hit.tracker().levels();
        for (int i = 0; i < levels.size(); i++) {
            parts.put(LEVELS.get(i), levels.get(i));
        }
        var text = new StringJoiner("&");
        parts.entrySet().stream()
                .map(PlayReferrer::pair)
                .filter(pair -> text.length() + 1 + pair.length() <= MAX_LENGTH)
                .forEach(text::add);
        return new PlayReferrer(text.toString());
    }

    /** As it came back in an address that anybody can write; too long, it is none. */
    static PlayReferrer sent(String text) {
        return new PlayReferrer(text.length() <= MAX_LENGTH ? text : "");
    }

    private static String pair(Map.Entry<String, String> part) {
        return part.getKey() + "=" + encode(part.getValue());
    }

    /** Whether {@code page} hands a referrer on: an app's page in Play. */
    static boolean isTakenBy(URI page) {
        return PLAY.equalsIgnoreCase(page.getHost()) && DETAILS.equals(page.getPath());
    }

    /** The same page, with this referrer after the one that it may have; any other page as it is. */
    URI addTo(URI page) {
        if (text.isEmpty() || !isTakenBy(page)) {
            return page;
        }
        var parts = Stream.of(Objects.requireNonNullElse(page.getRawQuery(), "").split("&", -1))
                .collect(Collectors.partitioningBy(part -> part.startsWith(REFERRER)));
        var before = parts.getOrDefault(true, List.of()).stream()
                .map(part -> UriUtils.decode(part.substring(REFERRER.length()), StandardCharsets.UTF_8));
        var all = Stream.concat(before, Stream.of(text)).collect(Collectors.joining("&"));
        var query = Stream.concat(parts.getOrDefault(false, List.of()).stream(), Stream.of(REFERRER + encode(all)))
                .collect(Collectors.joining("&"));
        return URI.create(page.getScheme() + "://" + page.getRawAuthority() + DETAILS + "?" + query);
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
