package io.postway.collect.activity;

import static io.postway.collect.activity.ReportFault.INVALID_PARTNER_SHARING_SETTINGS;
import static io.postway.collect.activity.ReportFault.INVALID_SHARING;

import io.postway.event.AppToken;
import io.postway.event.Json;
import io.postway.event.Parameters;
import io.postway.event.Sharing;
import io.postway.event.Sharing.Audience;
import io.postway.event.Sharing.Option;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a report says of its user's wishes, under the names that Adjust's SDKs use: {@code sharing} is
 * {@code enable} or {@code disable}, {@code partner_sharing_settings} an object such as
 * {@code {"backinapp":{"all":false,"install":true}}}. Partners and options that we do not know are nobody's here.
 */
final class SharingReader {

    private SharingReader() {}

    /** Null: the report says nothing of it. */
    static @Nullable Sharing read(Parameters report, AppToken app) {
        var enabled = enabled(report, app);
        var partners = partners(report).orElseThrow(() -> INVALID_PARTNER_SHARING_SETTINGS.refused(app));
        return enabled.isEmpty() && partners.isEmpty() ? null : new Sharing(enabled.orElse(null), partners);
    }

    private static Optional<Boolean> enabled(Parameters report, AppToken app) {
        return report.value("sharing").map(text -> switch (text) {
            case "enable" -> true;
            case "disable" -> false;
            default -> throw INVALID_SHARING.refused(app);
        });
    }

    /** Empty: it cannot be read. */
    private static Optional<Map<Audience, Map<Option, Boolean>>> partners(Parameters report) {
        var text = report.byName().getOrDefault("partner_sharing_settings", "");
        if (text.isBlank()) {
            return Optional.of(Map.of());
        }
        try {
            return Json.parse(text) instanceof ObjectNode partners ? Optional.of(partners(partners)) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if a partner that we know has no object of switches */
    private static Map<Audience, Map<Option, Boolean>> partners(ObjectNode partners) {
        var known = new EnumMap<Audience, Map<Option, Boolean>>(Audience.class);
        partners.properties()
                .forEach(partner -> Audience.named(partner.getKey()).ifPresent(audience -> {
                    var options = options(partner.getValue());
                    if (!options.isEmpty()) {
                        known.put(audience, options);
                    }
                }));
        return known;
    }

    private static Map<Option, Boolean> options(JsonNode options) {
        if (!options.isObject()) {
            throw new IllegalArgumentException("a partner's settings are an object");
        }
        var known = new EnumMap<Option, Boolean>(Option.class);
        options.properties()
                .forEach(option -> Option.named(option.getKey()).ifPresent(name -> {
                    if (!option.getValue().isBoolean()) {
                        throw new IllegalArgumentException("a setting is true or false");
                    }
                    known.put(name, option.getValue().booleanValue());
                }));
        return known;
    }
}
