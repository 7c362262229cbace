package io.postway.collect.engagement;

import io.postway.event.LinkParameters;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Fills the placeholders of a deep link or redirect, such as {@code {campaign_name}}: with what is known of the click,
 * else with the click's own parameter of that name, which {@code {dcp_…}} names, too. What has no value becomes
 * nothing.
 */
final class LinkMacros {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

    private final Hit hit;
    private final Map<String, Supplier<Optional<String>>> computed;

    LinkMacros(Hit hit) {
        this.hit = hit;
        var visitor = hit.visitor();
        this.computed = Map.ofEntries(
                is("reftag", () -> Optional.of(hit.id().toString())),
                is("adjust_reftag", () -> Optional.of(hit.id().toString())),
                is(
                        "click_time",
                        () -> Optional.of(String.valueOf(hit.receivedAt().getEpochSecond()))),
                is("app_token", () -> Optional.of(hit.app().token().value())),
                is("tracker", () -> Optional.of(hit.tracker().token().value())),
                is("tracker_name", () -> Optional.of(hit.tracker().name())),
                is("network_name", () -> level(0)),
                is("campaign_name", () -> level(1)),
                is("adgroup_name", () -> level(2)),
                is("creative_name", () -> level(3)),
                is("ip_address", () -> Optional.ofNullable(visitor.ipAddress())),
                is("user_agent", () -> Optional.ofNullable(visitor.userAgent())),
                is("country", () -> Optional.ofNullable(visitor.place().country())),
                is("city", () -> Optional.ofNullable(visitor.place().city())),
                is("device_name", () -> Optional.ofNullable(visitor.deviceName())),
                is("device_type", () -> Optional.of(visitor.deviceType())),
                is("os_name", () -> Optional.of(visitor.osName())),
                is("os_version", () -> Optional.ofNullable(visitor.osVersion())));
    }

    private static Map.Entry<String, Supplier<Optional<String>>> is(String name, Supplier<Optional<String>> value) {
        return Map.entry(name, value);
    }

    /**
     * Each value percent-encoded, so that it stays one part of the address whatever it holds. What gets too long for an
     * address is not filled to its end: a few kilobytes of placeholders could stand for gigabytes.
     */
    String fill(String text) {
        if (text.length() > TargetCheck.MAX_LENGTH) {
            return text;
        }
        var values = new HashMap<String, String>();
        var filled = new StringBuilder();
        var placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find() && filled.length() <= TargetCheck.MAX_LENGTH) {
            var value = values.computeIfAbsent(placeholder.group(1), this::encodedValue);
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(filled).toString();
    }

    private String encodedValue(String name) {
        return UriUtils.encode(value(name), StandardCharsets.UTF_8);
    }

    private String value(String name) {
        return Optional.ofNullable(computed.get(name))
                .flatMap(Supplier::get)
                .or(() -> hit.parameters()
                        .value(
                                name.startsWith(LinkParameters.OWN)
                                        ? name.substring(LinkParameters.OWN.length())
                                        : name))
                .orElse("");
    }

    private Optional<String> level(int level) {
        var levels = hit.tracker().levels();
        return level < levels.size() ? Optional.of(levels.get(level)) : Optional.empty();
    }
}
